import type { Json } from '../../http.ts';
import { gatewayUrl } from '../callers.ts';
import { badForm, refusal } from '../errors.ts';
import { applicationFlags } from '../flags.ts';
import { readPicture } from '../images.ts';
import type { App, AppEmoji } from '../model.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route, withStatus } from '../router.ts';
import { appView, emojiView, userView } from '../views.ts';

/** Routes about the application itself, its emoji, and where the gateway is. */
export const applicationRoutes: Route[] = [
  route('GET', '/gateway', (_, realm) => ({ url: gatewayUrl(realm) })),
  route('GET', '/gateway/bot', gatewayForBot),
  route('GET', '/oauth2/applications/@me', currentApplication),
  route('GET', '/oauth2/@me', authorization),
  route('GET', '/applications/@me', currentApplication),
  route('PATCH', '/applications/@me', editApplication),
  route('GET', '/applications/:app/emojis', listEmojis),
  route('POST', '/applications/:app/emojis', createEmoji),
  route('GET', '/applications/:app/emojis/:emoji', getEmoji),
  route('PATCH', '/applications/:app/emojis/:emoji', renameEmoji),
  route('DELETE', '/applications/:app/emojis/:emoji', deleteEmoji),
];

const maxEmojis = 2000;
const maxEmojiBytes = 256 * 1024;

function gatewayForBot(ask: Ask, realm: Realm): unknown {
  ask.caller();
  const session_start_limit = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 };
  return { url: gatewayUrl(realm), shards: 1, session_start_limit };
}

function callersApp(ask: Ask): App {
  const { app } = ask.caller();
  if (!app) throw refusal('botsOnly');
  return app;
}

function currentApplication(ask: Ask, realm: Realm): unknown {
  return appView(realm.state, callersApp(ask));
}

const changeableFlags =
  applicationFlags.presence | applicationFlags.members | applicationFlags.messageContent;

// Of the flags, only the privileged intents can be switched here.
function editApplication(ask: Ask, realm: Realm): unknown {
  const app = callersApp(ask);
  const { flags } = ask.body;
  if (typeof flags === 'number') app.flags = (app.flags & ~changeableFlags) | (flags & changeableFlags);
  return appView(realm.state, app);
}

function authorization(ask: Ask, realm: Realm): unknown {
  const { user } = ask.caller();
  const app = ask.caller().app;
  return {
    scopes: ['identify'],
    user: userView(user),
    ...(app ? { application: appView(realm.state, app) } : {}),
  };
}

/** The caller's own application, when the request names it: 50001 for another's. */
export function ownApp(ask: Ask): App {
  const app = callersApp(ask);
  if (app.id !== ask.param('app')) throw refusal('missingAccess');
  return app;
}

function listEmojis(ask: Ask, realm: Realm): unknown {
  const app = ownApp(ask);
  return { items: [...app.emojis.values()].map((emoji) => emojiView(realm.state, app, emoji)) };
}

function createEmoji(ask: Ask, realm: Realm): unknown {
  const app = ownApp(ask);
  const name = checkedName(ask.body);
  const picture = readPicture(ask.body['image'], 'image', maxEmojiBytes);
  refuseDouble(app, name);
  if (app.emojis.size >= maxEmojis) {
    throw badForm('', 'TOO_MANY_EMOJIS', `Maximum number of emojis reached (${maxEmojis})`);
  }
  const emoji: AppEmoji = {
    id: realm.state.nextId(),
    name,
    animated: picture.contentType === 'image/gif',
    ...picture,
  };
  app.emojis.set(emoji.id, emoji);
  return withStatus(201, emojiView(realm.state, app, emoji));
}

function checkedName(body: Json): string {
  const name = String(body['name'] ?? '');
  if (/^\w{2,32}$/.test(name)) return name;
  if (name.length >= 2 && name.length <= 32) {
    throw badForm('name', 'STRING_TYPE_REGEX', 'String value did not match validation regex.');
  }
  throw badForm('name', 'BASE_TYPE_BAD_LENGTH', 'Must be between 2 and 32 in length.');
}

function refuseDouble(app: App, name: string): void {
  if ([...app.emojis.values()].every((emoji) => emoji.name !== name)) return;
  throw badForm('name', 'APPLICATION_EMOJI_NAME_ALREADY_TAKEN', 'An emoji with this name already exists.');
}

function emojiOf(ask: Ask): { app: App; emoji: AppEmoji } {
  const app = ownApp(ask);
  const emoji = app.emojis.get(ask.param('emoji'));
  if (!emoji) throw refusal('unknownEmoji');
  return { app, emoji };
}

function getEmoji(ask: Ask, realm: Realm): unknown {
  const { app, emoji } = emojiOf(ask);
  return emojiView(realm.state, app, emoji);
}

function renameEmoji(ask: Ask, realm: Realm): unknown {
  const { app, emoji } = emojiOf(ask);
  const name = checkedName(ask.body);
  if (name !== emoji.name) refuseDouble(app, name);
  emoji.name = name;
  return emojiView(realm.state, app, emoji);
}

function deleteEmoji(ask: Ask): undefined {
  const { app, emoji } = emojiOf(ask);
  app.emojis.delete(emoji.id);
}
