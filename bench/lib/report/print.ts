import type { RelayProfile } from '../profile/profile-relay.ts';
import { markdownTable, type Table } from './table.ts';
import type { Verdict } from './verdict.ts';

export const printTable = (table: Table): void => console.log(markdownTable(table));

export function printVerdicts(verdicts: readonly Verdict[]): void {
  for (const { target, found, isMet } of verdicts) {
    console.log(`${isMet ? 'met   ' : 'MISSED'} ${target}: ${found}`);
  }
}

export function printProfile({ updates, processor, mainThread, groups, functions }: RelayProfile): void {
  console.log(`\nW1, ${updates.toLocaleString('en-US')} updates; µs of each update`);
  console.log(`${processor.toFixed(1)} on all threads, ${mainThread.toFixed(1)} of them on the main one:`);
  printTable({
    head: ['main thread', 'µs/update'],
    rows: groups.map(({ group, perUpdate }) => [group, perUpdate.toFixed(2)]),
  });
  printTable({
    head: ['function', 'µs/update', 'written in', 'group'],
    rows: functions.map(({ name, source, group, perUpdate }) => [name, perUpdate.toFixed(2), source, group]),
  });
}
