using System.Text.Json.Serialization;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Chat;

/// <summary>Somebody in a chat: one account on one platform. The same human may have several.</summary>
/// <param name="Platform">Which platform delivered the person: an opaque word chosen by the adapter, e.g. the one its sender answers to.</param>
/// <param name="Realm">The organisation's installation on that platform; a user id means nothing without it.</param>
/// <param name="User">The platform's id of the account within the realm.</param>
/// <param name="Name">Display name as last seen. Never used to recognise anybody.</param>
public sealed record Person(
    [property: JsonConverter(typeof(CommonText))] string Platform,
    [property: JsonConverter(typeof(CommonText))] string Realm,
    string User,
    string Name)
{
    /// <summary>The person's language (<c>en</c>, <c>fr</c>, <c>es</c>, or a longer tag) if the platform said it.</summary>
    [JsonConverter(typeof(CommonText))]
    public string? Language { get; init; }

    /// <summary>The person's IANA time zone if the platform said it.</summary>
    [JsonConverter(typeof(CommonText))]
    public string? TimeZone { get; init; }

    /// <summary>How the platform's service reaches this person, as <see cref="Place.Route"/>.</summary>
    [JsonConverter(typeof(CommonText))]
    public string? Route { get; init; }

    /// <summary>The <see cref="Platform"/> of who was forgotten: nobody can be written to there.</summary>
    public const string Gone = "gone";

    /// <summary>Identity: equal exactly when platform, realm and user are.</summary>
    [JsonIgnore]
    public string Key => $"{Platform}/{Realm}/{User}";

    /// <summary>The direct conversation with this person, whose channel the sender finds out when it first posts.</summary>
    [JsonIgnore]
    public Place Direct => new(Platform, Realm, Place.DirectPrefix + User, PlaceKind.Personal) { Route = Route };
}
