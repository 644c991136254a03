/** One address of the web page's interface, answered with JSON. Mounted under `/api/`. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/receipts/:messageId` */
  path: string;
  /** May throw UserError (400). `undefined` answers 404. A `Uint8Array` body is sent as it is with `contentType`. */
  answer(call: {
    params: Record<string, string>;
    query: Record<string, string>;
    body: unknown;
  }): Promise<{ json: unknown } | { bytes: Uint8Array; contentType: string } | undefined>;
}
