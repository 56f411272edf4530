/** The same function, of which no more than so many calls go on at a time; the others wait for their turn. */
export function limitConcurrency<Argument, Answer>(
  limit: number,
  call: (argument: Argument) => Promise<Answer>,
): (argument: Argument) => Promise<Answer> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (argument) => {
    if (running < limit) running += 1;
    // Whoever ends hands its place on.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await call(argument);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
