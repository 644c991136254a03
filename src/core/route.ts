/** One address of the web page's interface, answered with JSON. Mounted under `/api/`. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/receipts/:messageId` */
  path: string;
  /** How large its body may be, where that is more than the page's 64 kB; only for paths without parameters. */
  bodyBytesAtMost?: number | undefined;
  /** May throw UserError (400). `undefined` answers 404. A `Uint8Array` body is sent as it is with `contentType`. */
  answer(call: {
    params: Record<string, string>;
    query: Record<string, string>;
    body: unknown;
  }): Promise<{ json: unknown } | { bytes: Uint8Array; contentType: string } | undefined>;
}
