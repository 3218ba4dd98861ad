using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Teams;

/// <summary>What exists in the simulated Teams: people, teams, conversations and what was said in them.</summary>
internal sealed class TeamsWorld(TeamsOptions options, Dice dice)
{
    private readonly Lock gate = new();
    private readonly List<TeamsAccount> accounts = [];
    private readonly List<TeamsTeam> teams = [];
    private readonly List<TeamsConversation> conversations = [];
    private readonly Dictionary<string, TeamsConversation> personal = [];
    private long lastId;

    /// <summary>Something was said, edited, taken back or installed.</summary>
    public event EventHandler? Changed;

    public IReadOnlyList<TeamsConversation> Conversations
    {
        get
        {
            lock (gate)
            {
                return [.. conversations];
            }
        }
    }

    public IReadOnlyList<TeamsAccount> Accounts
    {
        get
        {
            lock (gate)
            {
                return [.. accounts];
            }
        }
    }

    public IReadOnlyList<TeamsTeam> Teams
    {
        get
        {
            lock (gate)
            {
                return [.. teams];
            }
        }
    }

    public TeamsAccount Person(string name, string organisation, string locale, string country, string timeZone)
    {
        var account = new TeamsAccount($"29:{dice.Letters(32)}", dice.Uuid(), name, organisation) { Locale = locale, Country = country, TimeZone = timeZone };
        lock (gate)
        {
            accounts.Add(account);
        }

        return account;
    }

    public TeamsTeam Team(string name, IEnumerable<TeamsAccount> members)
    {
        var team = new TeamsTeam($"19:{dice.Hex(32)}@thread.tacv2", name, dice.Uuid());
        foreach (var member in members)
        {
            team.Members.Add(member);
        }

        lock (gate)
        {
            teams.Add(team);
        }

        Channel(team, team.Id, "General");
        return team;
    }

    public TeamsConversation Channel(TeamsTeam team, string name) => Channel(team, $"19:{dice.Hex(32)}@thread.tacv2", name);

    public TeamsConversation GroupChat(string name, IEnumerable<TeamsAccount> members) =>
        Add(new($"19:{dice.Hex(32)}@thread.v2", "groupChat", name, [.. members], new()));

    /// <summary>The one personal chat of a person with the bot.</summary>
    public TeamsConversation Personal(TeamsAccount account)
    {
        lock (gate)
        {
            if (!personal.TryGetValue(account.Id, out var chat))
            {
                personal[account.Id] = chat = new($"a:{dice.Letters(48)}", "personal", account.Name, [account], new());
                conversations.Add(chat);
            }

            return chat;
        }
    }

    public TeamsTeam? FindTeam(string id)
    {
        lock (gate)
        {
            return teams.Find(t => t.Id == id);
        }
    }

    public TeamsMessage Say(TeamsConversation conversation, string? root, TeamsAccount? from, JsonObject activity, TeamsAccount? onlyFor = null)
    {
        TeamsMessage message;
        lock (gate)
        {
            var now = options.Time.GetUtcNow();
            lastId = Math.Max(lastId + 1, now.ToUnixTimeMilliseconds());
            var id = lastId.ToString();
            message = new(id, conversation, conversation.Type == "channel" ? root ?? id : null, from) { OnlyFor = onlyFor };
            message.Revise(now, activity);
            conversation.Messages.Add(message);
        }

        Notify();
        return message;
    }

    public TeamsMessage? Find(TeamsConversation conversation, string messageId)
    {
        lock (gate)
        {
            return conversation.Messages.Find(m => m.Id == messageId && !m.Deleted);
        }
    }

    public IReadOnlyList<TeamsMessage> Messages(TeamsConversation conversation)
    {
        lock (gate)
        {
            return [.. conversation.Messages.Where(m => !m.Deleted)];
        }
    }

    /// <summary>As it was in an earlier run.</summary>
    public void Recall(TeamsAccount account) => accounts.Add(account);

    /// <summary>As it was in an earlier run, without its channels.</summary>
    public void Recall(TeamsTeam team) => teams.Add(team);

    /// <summary>As it was in an earlier run; newer messages get newer ids.</summary>
    public void Recall(TeamsConversation conversation, IEnumerable<TeamsMessage> messages)
    {
        conversation.Messages.AddRange(messages);
        conversations.Add(conversation);
        lastId = Math.Max(lastId, conversation.Messages.Select(m => long.Parse(m.Id)).DefaultIfEmpty().Max());
        if (conversation.Type == "personal")
        {
            personal[conversation.Members[0].Id] = conversation;
        }
    }

    public void Notify() => Changed?.Invoke(this, EventArgs.Empty);

    private TeamsConversation Channel(TeamsTeam team, string id, string name)
    {
        var channel = Add(new(id, "channel", name, team.Members, team.Installation) { Team = team });
        team.Channels.Add(channel);
        return channel;
    }

    private TeamsConversation Add(TeamsConversation conversation)
    {
        lock (gate)
        {
            conversations.Add(conversation);
        }

        return conversation;
    }
}
