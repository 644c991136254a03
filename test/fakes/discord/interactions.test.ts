import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  type Client,
  ContextMenuCommandBuilder,
  Events,
  type Interaction,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { type FakeDiscord, Refusal, startFakeDiscord } from './index.ts';
import { login } from './login.ts';

const character = new SlashCommandBuilder()
  .setName('character')
  .setDescription('Characters')
  .addSubcommand((sub) =>
    sub
      .setName('use')
      .setDescription('Choose one')
      .addStringOption((option) =>
        option.setName('name').setDescription('Which').setRequired(true).setAutocomplete(true),
      )
      .addUserOption((option) => option.setName('for').setDescription('For whom')),
  );
const secret = new SlashCommandBuilder()
  .setName('secret')
  .setDescription('For managers')
  .setDefaultMemberPermissions(32);
const slow = new SlashCommandBuilder().setName('slow').setDescription('Thinks first');
const why = new ContextMenuCommandBuilder().setName('Why?').setType(ApplicationCommandType.Message);
const form = new SlashCommandBuilder().setName('form').setDescription('Opens a form');

describe('interactions through the real discord.js client', () => {
  let world: FakeDiscord;
  let client: Client<true>;

  before(async () => {
    world = await startFakeDiscord();
    client = await login(world);
    client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
    await client.application.commands.set([character, secret, slow, why, form].map((each) => each.toJSON()));
  });
  after(async () => {
    await client.destroy();
    await world.close();
  });

  test('a slash command with a subcommand, a user option and an ephemeral answer', async () => {
    const handle = world.alice.command('character use', { name: 'Nell', for: world.bob.id });
    const reply = await handle.reply();
    assert.equal(reply.text, 'Nell for bob');
    assert.equal(reply.onlyFor, world.alice.id);
    assert.equal(await handle.answered(), 4);
  });

  test('a deferred answer is thinking, then edited, then followed up', async () => {
    const handle = world.bob.command('slow');
    assert.equal(await handle.answered(), 5);
    const reply = await handle.reply();
    assert.equal(reply.text, 'done');
    assert.equal(reply.applicationId, world.app.id);
    assert.equal((await handle.followUp(1)).text, 'and more');
    assert.deepEqual(handle.edits(), []);
  });

  test('autocomplete offers choices', async () => {
    const choices = await world.alice.autocomplete('character use', 'name', { name: 'ne' });
    assert.deepEqual(choices, [{ name: 'ne!', value: 'ne' }]);
  });

  test('a context menu command sees the message, and its button updates it', async () => {
    const said = world.bob.say(world.channels.text, 'why not');
    const reply = await world.alice.contextMenu('Why?', said.id).reply();
    assert.equal(reply.text, 'because "why not"');
    const press = world.alice.click(reply.id, 'again');
    assert.equal(await press.answered(), 7);
    assert.equal((await press.reply()).text, 'pressed');
    assert.throws(() => world.alice.click(reply.id, 'other'), Refusal);
  });

  test('a form is opened and sent off', async () => {
    const opened = world.alice.command('form');
    assert.equal((await opened.modal())['custom_id'], 'form-1');
    const reply = await world.alice.submit(opened, 'form-1', { story: 'Once' }).reply();
    assert.equal(reply.text, 'read: Once');
  });

  test('members without the permission cannot use a command; required options are required', () => {
    assert.throws(() => world.bob.command('secret'), /50013/);
    assert.throws(() => world.alice.command('character use', {}), /This field is required/);
    assert.throws(() => world.alice.command('nothing'), /10063/);
  });

  test('a person who sends names and values only is understood', async () => {
    const body = {
      type: 2,
      application_id: world.app.id,
      channel_id: world.bob.openDm(world.bot.id),
      data: { name: 'character', options: [{ name: 'use', options: [{ name: 'name', value: 'Nell' }] }] },
    };
    world.bob.call('POST', '/interactions', body);
    const post = await world.waitForPost(body.channel_id, ({ text }) => text === 'Nell for undefined');
    assert.equal(post.onlyFor, world.bob.id);
    const index = world.bob.call('GET', `/guilds/${world.guild}/application-command-index`);
    assert.match(JSON.stringify(index), /"name":"slow"/);
  });

  test('a person uses a command over plain REST and sees the answer in the channel', async () => {
    const response = await fetch(`${world.api}/v10/interactions`, {
      method: 'POST',
      headers: { authorization: world.alice.token, 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 2,
        application_id: world.app.id,
        guild_id: world.guild,
        channel_id: world.channels.second,
        session_id: 'x',
        data: { name: 'slow' },
      }),
    });
    assert.equal(response.status, 204);
    await world.waitForPost(world.channels.second, ({ text }) => text === 'and more');
    const list = await fetch(`${world.api}/v10/channels/${world.channels.second}/messages`, {
      headers: { authorization: world.alice.token },
    });
    const messages = (await list.json()) as {
      content: string;
      interaction_metadata: { user: { id: string } };
    }[];
    assert.deepEqual(
      messages.map(({ content }) => content),
      ['and more', 'done'],
    );
    assert.equal(messages[1]?.interaction_metadata.user.id, world.alice.id);
  });
});

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    const value = interaction.options.getFocused();
    await interaction.respond([{ name: `${value}!`, value }]);
  } else if (interaction.isChatInputCommand()) {
    await answerCommand(interaction);
  } else if (interaction.isMessageContextMenuCommand()) {
    const button = new ButtonBuilder().setCustomId('again').setLabel('Again').setStyle(ButtonStyle.Primary);
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(button);
    await interaction.reply({ content: `because "${interaction.targetMessage.content}"`, components: [row] });
  } else if (interaction.isButton()) {
    await interaction.update({ content: 'pressed', components: [] });
  } else if (interaction.isModalSubmit()) {
    await interaction.reply(`read: ${interaction.fields.getTextInputValue('story')}`);
  }
}

async function answerCommand(interaction: Interaction): Promise<void> {
  if (!interaction.isChatInputCommand()) return;
  if (interaction.commandName === 'slow') {
    await interaction.deferReply();
    await interaction.editReply('done');
    await interaction.followUp('and more');
  } else if (interaction.commandName === 'form') {
    const input = new TextInputBuilder()
      .setCustomId('story')
      .setLabel('Story')
      .setStyle(TextInputStyle.Short);
    const row = new ActionRowBuilder<TextInputBuilder>().addComponents(input);
    await interaction.showModal(new ModalBuilder().setCustomId('form-1').setTitle('Tell').addComponents(row));
  } else {
    const name = interaction.options.getString('name', true);
    const content = `${name} for ${interaction.options.getUser('for')?.username}`;
    const sent = await interaction.reply({ content, flags: MessageFlags.Ephemeral, withResponse: true });
    assert.equal(sent.resource?.message?.content, content);
  }
}
