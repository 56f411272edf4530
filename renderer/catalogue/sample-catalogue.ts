/** The catalogue under `examples/`, as text; it comes with the page and is read only when it is asked for. */
export async function sampleCatalogue(): Promise<string> {
  const { default: text } = await import('../../examples/catalogue/groceries.csv?raw');
  return text;
}
