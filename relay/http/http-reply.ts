import type { ErrorBody, HttpErrorCode } from '../../protocol/http-errors.ts';
import { httpErrorStatuses } from '../../protocol/http-errors.ts';

type Headers = Readonly<Record<string, string>>;

/** What a request is answered with. */
export type Reply =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly headers?: Headers }
  | {
      readonly kind: 'text';
      readonly status: number;
      readonly contentType: string;
      readonly text: string;
      readonly headers?: Headers;
    }
  | {
      readonly kind: 'stream';
      readonly contentType: string;
      /** Taken only as fast as it is read. If it throws, the body ends in the middle. */
      readonly chunks: AsyncIterable<string>;
      readonly headers?: Headers;
    };

export const json = (body: unknown, status = 200, headers: Headers = {}): Reply => ({
  kind: 'json',
  status,
  body,
  headers,
});

/** An error, in words for whoever asked. */
export const failure = (code: HttpErrorCode, message: string, headers: Headers = {}): Reply =>
  json({ error: { code, message } } satisfies ErrorBody, httpErrorStatuses[code], headers);

export const statusOf = (reply: Reply): number => (reply.kind === 'stream' ? 200 : reply.status);
