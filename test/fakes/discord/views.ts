import type { Json } from '../http.ts';
import { channelTypes, isThreadType } from './flags.ts';
import type { App, AppEmoji, Channel, Guild, Member, Role, User, Webhook } from './model.ts';
import { channelPermissions } from './permissions.ts';
import type { State } from './state.ts';

/** A user as everyone sees it. */
export function userView(user: User): Json {
  return {
    id: user.id,
    username: user.username,
    discriminator: user.bot ? '0000' : '0',
    global_name: user.globalName,
    avatar: user.avatar,
    bot: user.bot,
    system: false,
    public_flags: 0,
  };
}

/** A user as it sees itself. */
export function selfView(user: User): Json {
  return { ...userView(user), verified: true, mfa_enabled: false, flags: 0, locale: 'en-US', email: null };
}

/** A member without its user, as messages carry it. */
export function memberPart(member: Member): Json {
  return {
    roles: member.roles,
    nick: member.nick,
    avatar: null,
    joined_at: member.joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    communication_disabled_until: member.timedOutUntil ?? null,
  };
}

/** A member with its user. */
export function memberView(state: State, member: Member): Json {
  const user = state.users.get(member.userId);
  return { ...memberPart(member), ...(user ? { user: userView(user) } : {}) };
}

/** A role of a guild. */
export function roleView(role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: String(role.permissions),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    managed: role.managed,
    mentionable: role.mentionable,
    flags: 0,
    ...(role.botId === undefined ? {} : { tags: { bot_id: role.botId } }),
  };
}

/** A channel, thread or direct conversation as this reader sees it. */
export function channelView(state: State, channel: Channel, readerId?: string): Json {
  if (channel.type === channelTypes.dm) return directView(state, channel, readerId);
  if (isThreadType(channel.type)) return threadView(channel, readerId);
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    topic: channel.topic,
    position: channel.position,
    parent_id: channel.parentId,
    nsfw: channel.nsfw,
    rate_limit_per_user: channel.slowmodeSeconds,
    flags: 0,
    last_message_id: channel.lastMessageId,
    permission_overwrites: [...channel.overwrites.values()].map((overwrite) => ({
      id: overwrite.id,
      type: overwrite.type,
      allow: String(overwrite.allow),
      deny: String(overwrite.deny),
    })),
    ...(channel.type === channelTypes.voice ? { bitrate: 64_000, user_limit: 0, rtc_region: null } : {}),
    ...(channel.type === channelTypes.forum ? { available_tags: [], default_sort_order: null } : {}),
  };
}

function directView(state: State, channel: Channel, readerId: string | undefined): Json {
  const others = channel.recipients.filter((id) => id !== readerId);
  return {
    id: channel.id,
    type: channel.type,
    flags: 0,
    last_message_id: channel.lastMessageId,
    recipients: others.flatMap((id) => state.users.get(id) ?? []).map(userView),
  };
}

function threadView(channel: Channel, readerId: string | undefined): Json {
  const { thread } = channel;
  if (!thread) return { id: channel.id, type: channel.type };
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    parent_id: channel.parentId,
    owner_id: thread.ownerId,
    name: channel.name,
    last_message_id: channel.lastMessageId,
    rate_limit_per_user: channel.slowmodeSeconds,
    message_count: Math.min(channel.messages.length, 50),
    total_message_sent: channel.messages.length,
    member_count: Math.min(thread.memberIds.size, 50),
    flags: 0,
    applied_tags: thread.appliedTags,
    thread_metadata: {
      archived: thread.archived,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: thread.archivedAt,
      locked: thread.locked,
      create_timestamp: thread.createdAt,
    },
    ...(readerId !== undefined && thread.memberIds.has(readerId)
      ? { member: threadMemberView(channel, readerId) }
      : {}),
  };
}

/** One member of a thread. */
export function threadMemberView(channel: Channel, userId: string): Json {
  return { id: channel.id, user_id: userId, join_timestamp: channel.thread?.createdAt, flags: 0 };
}

/** A guild as `GET /guilds/:id` shows it. */
export function guildView(guild: Guild): Json {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()].map(roleView),
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    max_members: 500_000,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
  };
}

/** A guild as the gateway announces it to one of its members; without presences only that member is in it. */
export function guildCreateView(state: State, guild: Guild, readerId: string, withPresences: boolean): Json {
  const channels = [...guild.channelIds].flatMap((id) => state.channels.get(id) ?? []);
  const isThread = (channel: Channel) => isThreadType(channel.type);
  const self = guild.members.get(readerId);
  const shown = withPresences
    ? [...guild.members.values()].slice(0, 250)
    : [self].filter((member) => member !== undefined);
  return {
    ...guildView(guild),
    joined_at: self?.joinedAt,
    large: guild.members.size > 250,
    unavailable: false,
    member_count: guild.members.size,
    members: shown.map((member) => memberView(state, member)),
    channels: channels.filter((channel) => !isThread(channel)).map((channel) => channelView(state, channel)),
    threads: channels
      .filter((channel) => isThread(channel) && channel.thread?.archived === false)
      .filter((channel) => channelPermissions(state, readerId, channel) !== 0n)
      .map((channel) => channelView(state, channel, readerId)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A webhook; its token is shown to those who may manage it. */
export function webhookView(state: State, webhook: Webhook, withUser = true): Json {
  const creator = state.users.get(webhook.userId);
  return {
    id: webhook.id,
    type: 1,
    guild_id: webhook.guildId,
    channel_id: webhook.channelId,
    name: webhook.name,
    avatar: webhook.avatar,
    application_id: webhook.applicationId,
    token: webhook.token,
    ...(withUser && creator ? { user: userView(creator) } : {}),
  };
}

/** An application's emoji. */
export function emojiView(state: State, app: App, emoji: AppEmoji): Json {
  const owner = state.users.get(app.botId);
  return {
    id: emoji.id,
    name: emoji.name,
    animated: emoji.animated,
    available: true,
    managed: false,
    require_colons: true,
    roles: [],
    ...(owner ? { user: userView(owner) } : {}),
  };
}

/** An application as its own bot sees it. */
export function appView(state: State, app: App): Json {
  const owner = state.users.get(app.ownerId);
  const bot = state.users.get(app.botId);
  const guilds = [...state.guilds.values()].filter((guild) => guild.members.has(app.botId));
  return {
    id: app.id,
    name: app.name,
    icon: null,
    description: '',
    summary: '',
    type: null,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: app.id.padStart(64, '0'),
    flags: app.flags,
    hook: true,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    approximate_guild_count: guilds.length,
    approximate_user_install_count: 0,
    integration_types_config: { '0': { oauth2_install_params: { scopes: ['bot'], permissions: '0' } } },
    team: null,
    ...(owner ? { owner: userView(owner) } : {}),
    ...(bot ? { bot: userView(bot) } : {}),
  };
}
