import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import { encodeDurable, encodeRefused } from '../../../protocol/frames.ts';
import { syncStep1Frame, syncStep2Frame, updateFrame } from '../../../protocol/relay-frame.ts';
import { dialects } from './dialect.ts';

const update = Uint8Array.from({ length: 200 }, (_, index) => index);
const { trolley, hocuspocus } = dialects;

const syncStatus = (value: number): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarString(encoder, 'cart');
    encoding.writeVarUint(encoder, 8);
    encoding.writeVarUint(encoder, value);
  });

describe('reading', () => {
  it('finds where an update begins', () => {
    const message = updateFrame(update);
    const reading = trolley.read(message);
    expect(reading).toEqual({ type: 'update', start: message.length - update.length });
  });

  it('finds it behind the name of the document', () => {
    const message = hocuspocus.update('cart', update);
    expect(hocuspocus.read(message)).toEqual({ type: 'update', start: message.length - update.length });
  });

  it('tells a first answer from news', () => {
    expect(trolley.read(syncStep2Frame(update)).type).toBe('step2');
    expect(trolley.read(syncStep1Frame(update)).type).toBe('nothing');
  });

  it('knows what each server says of what it was sent', () => {
    expect(trolley.read(encodeDurable(update)).type).toBe('durable');
    expect(trolley.read(encodeRefused({ code: 'gap', reason: '' })).type).toBe('refused');
    expect(hocuspocus.read(syncStatus(1)).type).toBe('acknowledged');
    expect(hocuspocus.read(syncStatus(0)).type).toBe('refused');
  });
});
