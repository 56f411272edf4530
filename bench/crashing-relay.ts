import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { defaultLimits } from '../protocol/limits.ts';
import { OPEN_IDENTITY } from '../relay/access/identity.ts';
import { LmdbUpdateLog } from '../relay/log/lmdb-update-log.ts';
import { startRelay } from '../relay/server.ts';
import { SuddenDeath } from '../relay/kill/sudden-death.ts';
import { systemTimers } from '../relay/timers.ts';

/**
 * A relay that kills itself: `crashing-relay relay --data <dir> --crash-point afterCommit --crash-at 3`.
 *
 * It is the product's relay in all but that, and that it compacts early and often. It counts how often it comes by
 * its point once it has received SIGUSR2, or from the start with `--armed`. The `trolley` command has no such switch.
 */
const { values } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '' },
    port: { type: 'string', default: '0' },
    'crash-point': { type: 'string', default: '' },
    'crash-at': { type: 'string', default: '1' },
    armed: { type: 'boolean', default: false },
  },
});
const crashPoints = new SuddenDeath({
  point: values['crash-point'],
  at: Number(values['crash-at']),
  random: Math.random,
});
if (values.armed) crashPoints.arm();
process.on('SIGUSR2', () => crashPoints.arm());

const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
const compaction = { manyChunks: 8, quietMs: 5, urgentCarts: 0 };
const log = await LmdbUpdateLog.open(values.data, { crashPoints, compaction });
const relay = await startRelay({
  ...{ host: '127.0.0.1', port: Number(values.port), log, ...OPEN_IDENTITY, limits: defaultLimits, logger },
  ...{ clock: Date.now, timers: systemTimers, tls: null, allowOrigins: [], trustedProxies: [], crashPoints },
});
process.on('SIGTERM', () => void relay.close());
const { ws, http } = relay;
process.stdout.write(`${JSON.stringify({ event: 'listening', ws, http, pid: process.pid })}\n`);
