/** The bot as Slack and Entra ID know it. Nothing here opens anything outside this machine. */
export const application = {
  botToken: 'xoxb-far-sides-bot',
  botUserId: 'U0FARSIDES',
  botId: 'B0FARSIDES',
  appId: 'A0FARSIDES',
  signingSecret: 'far-sides-signing-secret',
  slackClientId: '1.1',
  slackClientSecret: 'far-sides-slack-secret',
  clientId: '6f1f5b0a-0000-4000-8000-00000000b07a',
  clientSecret: 'far-sides-entra-secret',
  tenantId: '6f1f5b0a-0000-4000-8000-000000007e4a',
};

/** What the bot asks for and no more; the emulator refuses what lies beyond. */
const scopes = ['chat:write', 'commands', 'im:write', 'im:history', 'app_mentions:read', 'users:read', 'channels:read'];

/** People may look at everything, so that a test can see what has arrived. */
const look = ['chat:write', 'users:read', 'users:read.email', ...['channels', 'groups', 'im', 'mpim'].flatMap((kind) => [`${kind}:read`, `${kind}:history`])];

export const people = ['amina', 'claire', 'luis'].map((name) => ({ name, token: `xoxp-far-sides-${name}` }));

export const seed = {
  slack: {
    team: { name: 'Clean Water Alliance', domain: 'clean-water' },
    users: [
      { name: 'amina', real_name: 'Amina Diallo', email: 'amina@example.org' },
      { name: 'claire', real_name: 'Claire Martin', email: 'claire@example.org' },
      { name: 'luis', real_name: 'Luis Ortega', email: 'luis@example.org' },
    ],
    channels: [{ name: 'partnership', topic: 'What we decide together' }, { name: 'board', is_private: true }],
    oauth_apps: [{
      app_id: application.appId,
      client_id: application.slackClientId,
      client_secret: application.slackClientSecret,
      name: 'BotPartner',
      bot_id: application.botId,
      bot_user_id: application.botUserId,
      redirect_uris: ['http://127.0.0.1:3978/slack/oauth/callback'],
      scopes,
    }],
    tokens: [
      { token: application.botToken, type: 'bot', user_id: application.botUserId, bot_id: application.botId, bot_user_id: application.botUserId, app_id: application.appId, scopes },
      ...people.map(({ name, token }) => ({ token, type: 'user', user: name, scopes: look })),
    ],
    signing_secret: application.signingSecret,
    strict_scopes: true,
  },
  microsoft: {
    oauth_clients: [{
      client_id: application.clientId,
      client_secret: application.clientSecret,
      name: 'BotPartner',
      redirect_uris: [],
      tenant_id: application.tenantId,
    }],
  },
};
