import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import type { HttpErrorCode } from '../../protocol/http-errors.ts';
import { ok, refuse, type Result } from '../../cart/result.ts';

/** A body that is too long is read to its end all the same, so that the answer arrives, up to so many times the limit. */
const PATIENCE = 16;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a JSON body that must follow the schema. Rejects only when the connection fails. */
export async function readBody<Schema extends v.GenericSchema>(
  request: IncomingMessage,
  schema: Schema,
  maxBytes: number,
): Promise<Result<v.InferOutput<Schema>, HttpErrorCode>> {
  const { headers } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) {
    return refuse('length_required', 'this needs a body of JSON');
  }
  if (!isJson(headers['content-type']) || !isPlain(headers['content-encoding'])) {
    return refuse('unsupported_media_type', 'a body is application/json in UTF-8, not compressed');
  }
  const bytes = await readBytes(request, maxBytes);
  if (bytes === null) return refuse('too_large', `a body has at most ${maxBytes} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch {
    return refuse('bad_json', 'the body is not JSON');
  }
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  return parsed.success ? ok(parsed.output) : refuse('bad_value', describeIssue(parsed.issues[0]));
}

/** What is wrong with a value, and where in it. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path === null ? issue.message : `${path}: ${issue.message}`;
}

/** `null` if there are more than that. */
function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const mostRead = maxBytes * PATIENCE;
  if (Number(request.headers['content-length'] ?? 0) > mostRead) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else if (length > mostRead) resolve(null);
    });
    request.once('end', () => resolve(length <= maxBytes ? Buffer.concat(chunks) : null));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new Error('the connection ended within a body'));
    });
  });
}

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType?.trim() ?? '');

const isPlain = (contentEncoding: string | undefined): boolean =>
  contentEncoding === undefined || contentEncoding.trim().toLowerCase() === 'identity';
