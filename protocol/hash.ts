/** SHA-256, in hex. */
export type Hash = string;
