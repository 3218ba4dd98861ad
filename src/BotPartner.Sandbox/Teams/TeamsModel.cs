using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Teams;

/// <summary>Whether the bot is there, in a team, a chat or with a person.</summary>
public sealed class TeamsInstallation
{
    /// <summary>Installed and not removed since.</summary>
    public bool Present { get; internal set; }

    /// <summary>The person has blocked it: 403 with <c>MessageWritesBlocked</c>.</summary>
    public bool Blocked { get; internal set; }
}

/// <summary>A team and its channels.</summary>
public sealed class TeamsTeam(string id, string name, string aadGroupId)
{
    /// <summary>Also the id of its General channel.</summary>
    public string Id => id;

    /// <summary>Display name.</summary>
    public string Name => name;

    /// <summary>Entra group.</summary>
    public string AadGroupId => aadGroupId;

    /// <summary>The bot in this team.</summary>
    public TeamsInstallation Installation { get; } = new();

    /// <summary>Its people.</summary>
    public IList<TeamsAccount> Members { get; } = [];

    /// <summary>General first.</summary>
    public IList<TeamsConversation> Channels { get; } = [];
}

/// <summary>A channel, a group chat or the personal chat of one person with the bot.</summary>
/// <param name="id">Without thread.</param>
/// <param name="type"><c>channel</c>, <c>groupChat</c> or <c>personal</c>.</param>
/// <param name="name">What people see.</param>
/// <param name="members">Who reads it.</param>
/// <param name="installation">The bot in it.</param>
public sealed class TeamsConversation(string id, string type, string name, IList<TeamsAccount> members, TeamsInstallation installation)
{
    /// <summary>Without thread.</summary>
    public string Id => id;

    /// <summary><c>channel</c>, <c>groupChat</c> or <c>personal</c>.</summary>
    public string Type => type;

    /// <summary>What people see.</summary>
    public string Name => name;

    /// <summary>Who reads it.</summary>
    public IList<TeamsAccount> Members => members;

    /// <summary>The bot in it.</summary>
    public TeamsInstallation Installation => installation;

    /// <summary>Of a channel.</summary>
    public TeamsTeam? Team { get; init; }

    /// <summary>Deleted: 404 from now on.</summary>
    public bool Gone { get; set; }

    internal List<TeamsMessage> Messages { get; } = [];
}

/// <summary>An account of a person in the simulated tenant.</summary>
public sealed record TeamsAccount(string Id, string AadObjectId, string Name, string Organisation)
{
    /// <summary>Of the person's client.</summary>
    public string Locale { get; init; } = "en-GB";

    /// <summary>Two letters.</summary>
    public string Country { get; init; } = "GB";

    /// <summary>IANA.</summary>
    public string TimeZone { get; init; } = "Europe/London";

    /// <summary>Also the sign-in name.</summary>
    public string Email => string.Concat(Name.Select(char.ToLowerInvariant)).Replace(' ', '.') + "@partners.example";
}

/// <summary>How a message stood at a time.</summary>
public sealed record TeamsRevision(DateTimeOffset At, JsonObject Activity)
{
    /// <summary>The Adaptive Card, if it held one.</summary>
    public JsonObject? Card =>
        (Activity["attachments"] as JsonArray)?.OfType<JsonObject>()
        .FirstOrDefault(a => (string?)a["contentType"] == CardReading.ContentType)?["content"] as JsonObject;

    /// <summary>All that can be read in it: the text, then the card.</summary>
    public string PlainText() =>
        string.Join('\n', new[] { (string?)Activity["text"], Card is { } card ? CardReading.PlainText(card) : null }.Where(t => !string.IsNullOrEmpty(t)));
}

/// <summary>A message that stands in a conversation.</summary>
public sealed class TeamsMessage(string id, TeamsConversation conversation, string? root, TeamsAccount? from)
{
    private readonly List<TeamsRevision> revisions = [];

    /// <summary>Digits: milliseconds since 1970, made unique.</summary>
    public string Id => id;

    /// <summary>Where it stands.</summary>
    public TeamsConversation Conversation => conversation;

    /// <summary>In a channel, the message that began its thread (may be itself); else null.</summary>
    public string? Root => root;

    /// <summary>Null: the bot.</summary>
    public TeamsAccount? From => from;

    /// <summary>Seen by this person only (a targeted message).</summary>
    public TeamsAccount? OnlyFor { get; init; }

    /// <summary>Taken back by the bot.</summary>
    public bool Deleted { get; internal set; }

    /// <summary>First as posted, last as it stands.</summary>
    public IReadOnlyList<TeamsRevision> Revisions
    {
        get
        {
            lock (revisions)
            {
                return [.. revisions];
            }
        }
    }

    /// <summary>The text as it stands.</summary>
    public string Text => (string?)Revisions[^1].Activity["text"] ?? "";

    /// <summary>The notification text.</summary>
    public string Summary => (string?)Revisions[^1].Activity["summary"] ?? "";

    /// <summary>The Adaptive Card everybody sees, as it stands.</summary>
    public JsonObject? Card => Revisions[^1].Card;

    /// <summary>Titles of the buttons everybody sees.</summary>
    public IReadOnlyList<string> Buttons => Card is { } card ? [.. CardReading.Actions(card).Select(a => (string?)a["title"] ?? "")] : [];

    /// <summary>Where a button of this title leads; null if it leads nowhere.</summary>
    public Uri? LinkOf(string button) => Card is { } card && CardReading.Actions(card)
        .Where(a => CardReading.Kind(a) == "Action.OpenUrl" && (string?)a["title"] == button).Select(a => (string?)a["url"]).FirstOrDefault() is { } url ? new(url) : null;

    /// <summary>What a person sees instead after a press was answered with a card, until the message is edited.</summary>
    internal ConcurrentDictionary<string, JsonObject> Views { get; } = [];

    /// <summary>All that can be read in it, buttons included.</summary>
    public string PlainText() => Revisions[^1].PlainText();

    internal void Revise(DateTimeOffset at, JsonObject activity)
    {
        lock (revisions)
        {
            revisions.Add(new(at, activity));
            Views.Clear();
        }
    }
}
