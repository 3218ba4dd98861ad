using System.Text.Json.Serialization;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Slack.Installing;

/// <summary>The app in one workspace, or in all workspaces of an organisation. Its tokens are encrypted.</summary>
/// <param name="Realm">The workspace's id, or the organisation's.</param>
/// <param name="Installed">When it was last installed, by Slack's clock: what is told of an earlier time concerns an earlier installation.</param>
public sealed record Installation(string Realm, Instant Installed)
{
    /// <summary>A token is renewed this long before it ends.</summary>
    public static readonly Duration Margin = Duration.FromHours(2);

    /// <summary>What the workspace or organisation is called.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is for a whole organisation.</summary>
    public bool IsEnterprise { get; init; }

    /// <summary>The organisation that the workspace belongs to.</summary>
    public string? Enterprise { get; init; }

    /// <summary>The app's id.</summary>
    public string? App { get; init; }

    /// <summary>The bot's user id.</summary>
    public string? Bot { get; init; }

    /// <summary>The user id of who installed it.</summary>
    public string? Installer { get; init; }

    /// <summary>What was granted, as Slack lists it.</summary>
    public string? Scopes { get; init; }

    /// <summary>The access token, encrypted; null once the app was removed.</summary>
    public string? Token { get; init; }

    /// <summary>The refresh token, encrypted; null if tokens do not end. It can be used once.</summary>
    public string? Refresh { get; init; }

    /// <summary>When the access token ends.</summary>
    public Instant? Expires { get; init; }

    /// <summary>Until when one process is renewing the token.</summary>
    public Instant? Renewing { get; init; }

    /// <summary>When Slack said that the refresh token had been used: the installation ends with its access token.</summary>
    public Instant? Lapsed { get; init; }

    /// <summary>When the app was removed.</summary>
    public Instant? Removed { get; init; }

    /// <summary>Whether the token ends soon and can be renewed.</summary>
    public bool Ends(Instant now) => Removed is null && Lapsed is null && Refresh is not null && Expires - Margin <= now;

    /// <summary>Whether a process should renew the token now, since no other has it in hand.</summary>
    public bool ToRenew(Instant now) => Ends(now) && !(Renewing > now);

    /// <summary>What the tokens are encrypted for: those of one workspace cannot be put into another's document.</summary>
    public static string Purpose(string realm) => "slack.token." + realm;
}

/// <summary>A place that must be told of when the app is removed.</summary>
public sealed record KnownPlace(Place Place);

/// <summary>A workspace in which the app acts because its organisation installed it.</summary>
public sealed record Belonging(string Enterprise)
{
    /// <summary>The workspace's id, where Slack said that access was granted or withdrawn.</summary>
    public string? Team { get; init; }

    /// <summary>When it last said so, by its clock: an earlier word that comes late changes nothing.</summary>
    public Instant? Said { get; init; }

    /// <summary>Since when the app may act there no longer; null while it may.</summary>
    public Instant? Withdrawn { get; init; }
}

/// <summary>That a state was used, so that it is not used again.</summary>
public sealed record UsedState(Instant At);

/// <summary>The documents of this folder.</summary>
internal static class Stored
{
    public static readonly Kind<Installation> Installation = new("slack-installation", 1, SlackJson.Default.DocumentInstallation);
    public static readonly Kind<KnownPlace> Place = new("slack-place", 1, SlackJson.Default.DocumentKnownPlace);
    public static readonly Kind<Belonging> Belonging = new("slack-team", 1, SlackJson.Default.DocumentBelonging);
    public static readonly Kind<UsedState> State = new("slack-state", 1, SlackJson.Default.DocumentUsedState);

    /// <summary>What is stored of a workspace or organisation.</summary>
    public static string Partition(string realm) => "slack:" + (realm.Length <= 64 && realm.All(char.IsAsciiLetterOrDigit) ? realm : Key.Hash(realm));

    public static Key InstallationKey(string realm) => new(Partition(realm), "installation");

    public static Key BelongingKey(string team) => new(Partition(team), "team");

    public static Key PlaceKey(string realm, Place place) => new(Partition(realm), "place:" + Key.Hash(place.Key));

    public static Key StateKey(string state) => new("slack-state:" + Key.Hash(state), "state");
}

/// <summary>How they are written.</summary>
[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web,
    Converters = [typeof(InstantJson)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Document<Installation>))]
[JsonSerializable(typeof(Document<KnownPlace>))]
[JsonSerializable(typeof(Document<Belonging>))]
[JsonSerializable(typeof(Document<UsedState>))]
internal sealed partial class SlackJson : JsonSerializerContext;
