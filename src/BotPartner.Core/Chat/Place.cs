using System.Text.Json.Serialization;

namespace BotPartner.Core.Chat;

/// <summary>How many people read a place.</summary>
public enum PlaceKind
{
    /// <summary>A direct conversation between one person and the bot.</summary>
    Personal,

    /// <summary>A chat of some people, without threads.</summary>
    Group,

    /// <summary>A channel of a team or workspace.</summary>
    Channel,
}

/// <summary>Where something is said: a channel, a group chat or a direct conversation.</summary>
/// <param name="Platform">As in <see cref="Person.Platform"/>.</param>
/// <param name="Realm">As in <see cref="Person.Realm"/>.</param>
/// <param name="Channel">The platform's id of the conversation, without any thread; or <see cref="DirectPrefix"/> and a user id.</param>
/// <param name="Kind">Who reads it.</param>
public sealed record Place(string Platform, string Realm, string Channel, PlaceKind Kind)
{
    /// <summary>Begins a <see cref="Channel"/> that stands for "the direct conversation with the user whose id follows".</summary>
    public const string DirectPrefix = "@";

    /// <summary>Display name, if the platform said it.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the name is only that of what the place is a part of, since the platform did not say its own: it replaces no name that is known.</summary>
    [JsonIgnore]
    public bool Unnamed { get; init; }

    /// <summary>How the platform's service reaches this place: opaque here, written and read by its adapter alone.</summary>
    public string? Route { get; init; }

    /// <summary>Identity: equal exactly when platform, realm and channel are.</summary>
    [JsonIgnore]
    public string Key => $"{Platform}/{Realm}/{Channel}";
}
