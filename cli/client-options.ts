import { statSync } from 'node:fs';
import type { ClientSource } from '../ledger/sources/client-source.ts';
import { openJsonClient } from '../ledger/sources/json-client-source.ts';
import { openLineClient } from '../ledger/sources/line-client-source.ts';
import { openAgentData } from './agent-data-source.ts';
import { UsageError } from './exit-codes.ts';

/**
 * Opens what `--client` names: the port of a running client's line protocol, the data directory of an agent that
 * is not running, or a file that a desktop exported. Rejects with `ClientUnavailable`.
 */
export async function openClient(text: string): Promise<ClientSource> {
  const port = /^(?:127\.0\.0\.1:|localhost:)?([0-9]{1,5})$/.exec(text)?.[1];
  if (port !== undefined) return openLineClient(Number(port));
  const found = statSync(text, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`--client ${text}: no port, directory or file`);
  return found.isDirectory() ? openAgentData(text) : openJsonClient(text);
}
