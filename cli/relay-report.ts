import type { Logger } from 'pino';
import { assertNever } from '../cart/result.ts';
import type { LinkProblem } from '../protocol/link-problem.ts';
import { CLOCK_TOLERANCE_MS } from '../protocol/relay-clock.ts';
import type { RelayLink } from '../protocol/relay-link.ts';

const KEPT = 'changes are kept here and sent when there is a new token';

/** Logs where a connection stands whenever that, or what there is to say of it, has changed. */
export function newRelayReport(logger: Logger): (link: RelayLink) => void {
  let said = '';
  return ({ connection, problem, refusals, clockOffset }) => {
    const refused = refusals.at(-1) ?? null;
    const isClockOff = Math.abs(clockOffset) > CLOCK_TOLERANCE_MS;
    const saying = JSON.stringify([connection, problem, refused, isClockOff]);
    if (saying === said) return;
    said = saying;
    const facts = { connection, problem, refused, clockOffset };
    const text = `relay: ${problem === null ? connection : wordsFor(problem)}`;
    if (isClockOff)
      logger.warn({ clockOffset }, "this computer's clock is off; changes are stamped by the relay's");
    if (refused?.code === 'clock')
      logger.warn('what was stamped by a wrong clock stays here; start anew to go on');
    if (connection === 'ended' || refused !== null) logger.warn(facts, text);
    else logger.info(facts, text);
  };
}

function wordsFor(problem: LinkProblem): string {
  switch (problem.kind) {
    case 'access-missing':
      return `a token is needed; ${KEPT}`;
    case 'access-ended':
      return `access has ended; ${KEPT}`;
    case 'access-elsewhere':
      return `the token is not for this cart; ${KEPT}`;
    case 'too-fast':
      return 'more was sent than one client may';
    case 'closed':
      return `closed with ${problem.code}`;
    case 'silent':
      return 'nothing heard for too long';
    case 'not-durable':
      return 'it does not say what it has stored';
    case 'storage':
      return 'it cannot store just now';
    case 'bad-update':
    case 'bad-frame':
      return 'it sent something that is not of the protocol, which was left out';
    default:
      return assertNever(problem);
  }
}
