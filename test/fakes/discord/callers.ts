import type { Caller, User } from './model.ts';
import type { Realm } from './realm.ts';

/** The address that clients are told to connect to. */
export function gatewayUrl(realm: Realm): string {
  return `${realm.base().replace('http', 'ws')}/gateway`;
}

/** The account a gateway token belongs to; a bot's token may carry its prefix. */
export function callerOfToken(realm: Realm, token: unknown): Caller | undefined {
  const user = realm.state.tokens.get(String(token).replace(/^Bot /, ''));
  return user && callerOf(realm, user);
}

/** An account with its application. */
export function callerOf(realm: Realm, user: User): Caller {
  const app = realm.state.apps.get(user.appId ?? '');
  return app ? { user, app } : { user };
}
