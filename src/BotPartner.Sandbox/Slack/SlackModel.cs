using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Slack;

/// <summary>An account of a person in the workspace.</summary>
public sealed record SlackAccount(string Id, string Handle, string Name, string Organisation)
{
    /// <summary>The workspace of somebody who is in a shared channel; null for one's own.</summary>
    public string? Team { get; init; }

    /// <summary>As <c>users.info</c> tells it.</summary>
    public string Locale { get; init; } = "en-GB";

    /// <summary>IANA.</summary>
    public string TimeZone { get; init; } = "Europe/London";
}

/// <summary>A channel, or the direct messages between one person and the bot.</summary>
public sealed class SlackChannel(string id, string name, SlackAccount? person)
{
    private readonly List<SlackMessage> messages = [];
    private readonly List<string> members = [];

    /// <summary><c>C…</c> or <c>D…</c>. A channel's changes when it becomes shared.</summary>
    public string Id { get; internal set; } = id;

    /// <summary>Without <c>#</c>.</summary>
    public string Name => name;

    /// <summary>Of a direct conversation: with whom.</summary>
    public SlackAccount? Person => person;

    /// <summary>Only its members know of it: payloads keep its name back.</summary>
    public bool Private { get; set; }

    /// <summary>Whether another organisation shares it: <c>is_ext_shared</c>.</summary>
    public bool IsShared { get; internal set; }

    /// <summary>Read-only from now on: <c>is_archived</c>.</summary>
    public bool Archived { get; set; }

    /// <summary>User ids, the bot's included once it was invited.</summary>
    public IReadOnlyList<string> Members
    {
        get
        {
            lock (members)
            {
                return [.. members];
            }
        }
    }

    internal bool Has(string user) => Members.Contains(user);

    internal void Join(string user)
    {
        lock (members)
        {
            if (!members.Contains(user))
            {
                members.Add(user);
            }
        }
    }

    internal void Leave(string user)
    {
        lock (members)
        {
            members.Remove(user);
        }
    }

    internal IReadOnlyList<SlackMessage> Messages
    {
        get
        {
            lock (messages)
            {
                return [.. messages.Where(m => !m.Deleted)];
            }
        }
    }

    internal void Add(SlackMessage message)
    {
        lock (messages)
        {
            messages.Add(message);
        }
    }
}

/// <summary>How a message stood at a time.</summary>
public sealed record SlackRevision(DateTimeOffset At, string Text, JsonArray? Blocks)
{
    /// <summary>All that can be read in it: the blocks, or where there are none the text.</summary>
    public string PlainText() => Blocks is { Count: > 0 } ? BlockReading.PlainText(Blocks) : Text;
}

/// <summary>A message that stands in a channel.</summary>
public sealed class SlackMessage(string ts, SlackChannel channel, SlackAccount? from)
{
    private readonly List<SlackRevision> revisions = [];

    /// <summary>Its id within the channel.</summary>
    public string Ts => ts;

    /// <summary>Where it stands.</summary>
    public SlackChannel Channel => channel;

    /// <summary>Null: the bot.</summary>
    public SlackAccount? From => from;

    /// <summary>Ephemeral: seen by this person only.</summary>
    public SlackAccount? OnlyFor { get; init; }

    /// <summary>The message it answers to in a thread.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>What was uploaded with it.</summary>
    public IReadOnlyList<SlackFile> Files { get; init; } = [];

    /// <summary>Taken back.</summary>
    public bool Deleted { get; internal set; }

    /// <summary>First as posted, last as it stands.</summary>
    public IReadOnlyList<SlackRevision> Revisions
    {
        get
        {
            lock (revisions)
            {
                return [.. revisions];
            }
        }
    }

    /// <summary>The text beside the blocks, as notifications show it.</summary>
    public string Text => Revisions[^1].Text;

    /// <summary>As they stand.</summary>
    public JsonArray? Blocks => Revisions[^1].Blocks;

    /// <summary>Labels of its buttons.</summary>
    public IReadOnlyList<string> Buttons => [.. BlockReading.Buttons(Blocks).Select(b => BlockReading.Label(b.Element))];

    /// <summary>Where a button of this label leads; null if it leads nowhere.</summary>
    public Uri? LinkOf(string button) => BlockReading.Buttons(Blocks)
        .Where(b => BlockReading.Label(b.Element) == button).Select(b => (string?)b.Element["url"]).FirstOrDefault() is { } url ? new(url) : null;

    /// <summary>All that can be read in it, buttons included.</summary>
    public string PlainText() => Revisions[^1].PlainText();

    internal void Revise(DateTimeOffset at, string text, JsonArray? blocks)
    {
        lock (revisions)
        {
            revisions.Add(new(at, text, blocks));
        }
    }
}

/// <summary>A modal that a person has open.</summary>
public sealed class SlackModal
{
    internal SlackModal(string id, string hash, JsonObject view) => (Id, Hash, View) = (id, hash, view);

    /// <summary><c>V…</c>.</summary>
    public string Id { get; }

    /// <summary>Changes with each update.</summary>
    public string Hash { get; internal set; }

    /// <summary>As the bot gave it.</summary>
    public JsonObject View { get; internal set; }

    /// <summary>Above it.</summary>
    public string Title => (string?)View["title"]?["text"] ?? "";

    internal string Root { get; init; } = "";

    internal string? Previous { get; init; }

    internal JsonArray Blocks => View["blocks"] as JsonArray ?? [];

    /// <summary>All that can be read in it.</summary>
    public string PlainText() => $"{Title}\n{BlockReading.PlainText(Blocks)}";
}
