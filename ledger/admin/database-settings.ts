/** Which database is used, with everything that is needed to open it. */
export type DatabaseSettings =
  | { readonly kind: 'embedded'; readonly directory: string }
  | {
      readonly kind: 'server';
      /** Without a password. */
      readonly url: string;
      readonly password: string | null;
      readonly caFile: string | null;
    };
