import ipaddr from "ipaddr.js";

/**
 * The canonical text of an IP address, as the database compares it: IPv4 dotted, IPv6 compressed (RFC 5952), an
 * IPv4-mapped IPv6 address as its IPv4 one, a zone index dropped. Throws RangeError if `text` is no address.
 */
export function canonicalAddress(text: string): string {
  const bare = text.replace(/%.*$/, "");
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) throw new RangeError(`"${text}" is no IP address`);
  const address = ipaddr.process(bare);
  return address.kind() === "ipv6" ? (address as ipaddr.IPv6).toRFC5952String() : address.toString();
}

/**
 * Whose address this is, for counting what one customer of a provider does: an IPv4 address itself, of an IPv6 one the
 * network that a household has, `2001:db8:1:2::`. Takes an address in canonical form.
 */
export function networkOf(address: string): string {
  return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toRFC5952String() : address;
}
