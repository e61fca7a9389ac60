/** The largest body that is read, in bytes. */
export const LARGEST_BODY = 1024 * 1024;

export const BODY_TOO_LARGE = "The body is larger than 1 MB";
