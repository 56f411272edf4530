/** What a file can say of a row. */
export type RowField =
  | 'productId'
  | 'name'
  | 'options'
  | 'quantity'
  | 'unitPrice'
  | 'currency'
  | 'was'
  | 'until'
  | 'note'
  | 'later';

/** The columns of our own files, in their order; also, spelled so, the fields of a row in JSON. */
export const columns = {
  product_id: 'productId',
  name: 'name',
  options: 'options',
  quantity: 'quantity',
  unit_price: 'unitPrice',
  currency: 'currency',
  was: 'was',
  until: 'until',
  note: 'note',
  later: 'later',
} as const satisfies Readonly<Record<string, RowField>>;

/** What others call them, in the form that `plain` gives. */
const spellings: Readonly<Record<RowField, readonly string[]>> = {
  productId: [
    ...['productid', 'id', 'sku', 'code', 'ean', 'gtin', 'upc', 'barcode', 'itemnumber', 'itemno', 'plu'],
    ...['artikelnummer', 'artikelnr', 'artnr', 'bestellnummer', 'strichcode'],
  ],
  name: [
    ...['name', 'product', 'productname', 'item', 'itemname', 'article', 'title', 'description'],
    ...['artikel', 'artikelname', 'produkt', 'produktname', 'bezeichnung', 'ware'],
  ],
  options: ['options', 'option', 'variant', 'variants', 'optionen', 'variante', 'ausfuhrung'],
  quantity: [
    ...['quantity', 'qty', 'count', 'units', 'pieces', 'pcs', 'number'],
    ...['menge', 'anzahl', 'stuck', 'stk', 'stuckzahl'],
  ],
  unitPrice: [
    ...['unitprice', 'price', 'priceeach', 'each', 'unitcost', 'cost'],
    ...['preis', 'einzelpreis', 'stuckpreis', 'verkaufspreis'],
  ],
  currency: ['currency', 'currencycode', 'wahrung', 'waehrung'],
  was: ['was', 'regularprice', 'listprice', 'oldprice', 'normalpreis', 'statt', 'listenpreis'],
  until: ['until', 'saleuntil', 'validuntil', 'saleends', 'bis', 'gultigbis'],
  note: ['note', 'notes', 'comment', 'comments', 'remark', 'notiz', 'bemerkung', 'kommentar', 'hinweis'],
  later: ['later', 'savedforlater', 'saved', 'spater', 'gemerkt', 'merkliste'],
};

/** "Unit Price", "unit_price" and "UNIT-PRICE" are one; "Stück" is "stuck". */
const plain = (header: string): string =>
  header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * What each column says, by its header; `null` for something we do not know. Where two would say the same, the one
 * with the plainer name does: "name" before "description".
 */
export function fieldsOf(headers: readonly string[]): readonly (RowField | null)[] {
  const names = headers.map(plain);
  const found = names.map((): RowField | null => null);
  for (const [field, known] of Object.entries(spellings) as [RowField, readonly string[]][]) {
    const index = names.indexOf(known.find((name) => names.includes(name)) ?? ' ');
    if (index >= 0) found[index] = field;
  }
  return found;
}
