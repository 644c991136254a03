import type { Feature } from '../../core/feature.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Log } from '../../core/ports/log.ts';
import { safeName } from '../../core/prompt/prompt.ts';
import type { Database } from '../../lib/sql.ts';
import { mannerOf } from './blend.ts';
import { frameworkChecks, mistakeLines } from './checks.ts';
import { createChoice } from './choice.ts';
import { frameworkCommands } from './commands.ts';
import type { FrameworksSettings } from './config.ts';
import { frameworkRoutes } from './routes.ts';
import { type ReadYaml, readFrameworks } from './shelf.ts';
import { createChoiceStore, type FrameworkTables } from './store.ts';
import { texts } from './texts.ts';
import { topicOf } from './topic.ts';

export { migrations } from './store.ts';

interface FrameworksNeeds {
  database: Database<FrameworkTables>;
  cast: Cast;
  settings: FrameworksSettings;
  /** `conversation.replyTokens`, of which a framework takes its part. */
  replyTokens: number;
  /** Where the owner's frameworks lie. */
  folder: string;
  readYaml: ReadYaml;
  log: Log;
}

/** Behaviour that any character can have: how it speaks, how long, how freely, and what it does when it is unsure. */
export function frameworks({
  database,
  cast,
  settings,
  replyTokens,
  folder,
  readYaml,
  log,
}: FrameworksNeeds): Feature {
  const { enabled, blending, default: byDefault } = settings;
  const shelf = readFrameworks(folder, readYaml);
  const store = createChoiceStore(database);
  const choose = createChoice({ shelf, store, byDefault });
  const checks = () => frameworkChecks({ shelf, settings, characters: cast.all() });
  return {
    name: 'frameworks',
    async manner({ character, message, talk }) {
      const chosen = enabled ? await choose(character, message.place) : undefined;
      if (chosen === undefined) return undefined;
      return mannerOf({
        chosen,
        topic: blending === 0 ? undefined : topicOf(talk)?.topic,
        strength: blending,
        frameworks: shelf.byName,
        card: character.framework,
        names: { char: character.displayName, user: safeName(message.author.name) },
        replyTokens,
      });
    },
    commands: frameworkCommands({ shelf, store, cast, choose, enabled }),
    routes: frameworkRoutes(shelf, settings),
    checks: async () => checks(),
    async start() {
      const mistakes = mistakeLines(shelf);
      if (mistakes.length > 0) log.warn(texts.mistakes(mistakes), { mistakes });
      const others = checks().filter(({ state }) => state !== 'ok');
      for (const { says } of others) if (!mistakes.includes(says)) log.warn(says);
      return async () => {};
    },
  };
}
