import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { frameTypes, syncTypes } from './frames.ts';
import { defaultLimits } from './limits.ts';
import { splitLedgerUpdate } from './split-ledger-update.ts';

/** Room for frame type, sync type and length in front of an update. */
const HEADER_BYTES = 16;

/** The same message in frames that a relay takes; most are one already. */
export function splitFrame(
  frame: Uint8Array<ArrayBuffer>,
  maxBytes: number = defaultLimits.maxFrameBytes,
): readonly Uint8Array<ArrayBuffer>[] {
  if (frame.length <= maxBytes) return [frame];
  const decoder = decoding.createDecoder(frame);
  if (decoding.readVarUint(decoder) !== frameTypes.sync) return [frame];
  if (decoding.readVarUint(decoder) === syncTypes.step1) return [frame];
  const update = decoding.readVarUint8Array(decoder);
  return splitLedgerUpdate(update, maxBytes - HEADER_BYTES).map((part) =>
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, frameTypes.sync);
      encoding.writeVarUint(encoder, syncTypes.update);
      encoding.writeVarUint8Array(encoder, part);
    }),
  );
}
