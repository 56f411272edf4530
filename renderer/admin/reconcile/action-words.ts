import { assertNever } from '../../../cart/result.ts';
import type { RepairAction, RepairQuestion } from '../../../protocol/repair-plan.ts';
import { counted } from '../../shared/counting.ts';

/** What an action of a plan would do, as a sentence without its full stop. */
export function actionWords({ action, opIds }: RepairAction): string {
  const ops = counted(opIds.length, 'operation');
  switch (action) {
    case 'send_to_relay':
      return `Give the relay back ${ops} that it has lost`;
    case 'insert_into_database':
      return `Export ${ops} to the database`;
    case 'restore_row':
      return opIds.length === 1
        ? 'Write the row of 1 operation again, as it was'
        : `Write the rows of ${ops} again, as they were`;
    case 'rebuild_projection':
      return 'Make the lines in the database again from the operations';
    default:
      return assertNever(action);
  }
}

/** What a question of a plan is, as a question. */
export function questionWords({ versions, why }: RepairQuestion): string {
  if (versions.some(({ source }) => source === 'relay')) {
    return 'The database and the relay do not say the same. Which is to stay?';
  }
  return why.includes('no operation')
    ? 'Something in the database is no operation at all. What is to become of it?'
    : 'Only the database has this, and not from the relay. What is to become of it?';
}
