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
