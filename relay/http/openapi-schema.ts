import {
  toJsonSchema,
  toJsonSchemaDefs,
  type ConversionConfig,
  type JsonSchema,
} from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { allCurrencies, isCurrency } from '../../cart/currency.ts';
import { isCartId, isOpId, isUserId } from '../../cart/ids.ts';
import { cartBody, cartRow, cartSummary, plainRow, rawOp, revocation } from '../../protocol/http.ts';
import { errorBody } from '../../protocol/http-errors.ts';
import { countRequest, itemLine, itemRequest, order } from '../../protocol/items.ts';
import { isTokenId } from '../../protocol/token.ts';

/** Schemas worth a name; where they are part of others they are referred to. */
const components: Readonly<Record<string, v.GenericSchema>> = {
  Error: errorBody,
  Cart: cartBody,
  CartRow: cartRow,
  CartSummary: cartSummary,
  PlainRow: plainRow,
  Operation: rawOp,
  ItemRequest: itemRequest,
  CountRequest: countRequest,
  ItemLine: itemLine,
  Order: order,
  Revocation: revocation,
};

/** What the names of things look like, by the function that checks them. */
const names = new Map<unknown, JsonSchema>([
  [isCartId, { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$' }],
  [isOpId, { type: 'string', pattern: '^[0-9a-z]{13,16}\\.[1-9][0-9]{0,14}$' }],
  [isUserId, { type: 'string', pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N}_.@ -]{0,63}$' }],
  [isTokenId, { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' }],
  [isCurrency, { type: 'string', enum: [...allCurrencies] }],
]);

const config = (typeMode: 'input' | 'output'): ConversionConfig => ({
  ...{ target: 'draft-2020-12', typeMode, definitions: components, ignoreActions: ['check'] },
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  overrideSchema: ({ valibotSchema, jsonSchema }) => {
    // Keys of records are names too, which the conversion doubts although it has just converted them.
    if (valibotSchema.type === 'record') return jsonSchema;
    return 'check' in valibotSchema ? names.get(valibotSchema.check) : undefined;
  },
});

/** A schema of what is sent (`input`) or answered (`output`), as OpenAPI 3.1 has it. Throws on what has no counterpart. */
export function openApiSchema(schema: v.GenericSchema, typeMode: 'input' | 'output'): JsonSchema {
  const whole = toJsonSchema(schema, config(typeMode));
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== '$schema' && key !== '$defs'));
}

/** The schemas that others refer to. */
export const openApiComponents = (): Readonly<Record<string, JsonSchema>> =>
  toJsonSchemaDefs(components as never, config('input'));
