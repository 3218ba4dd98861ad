using BotPartner.Core.Languages;
using NodaTime;

namespace BotPartner.Core.Chat;

/// <summary>A message that a saved document owes to places. The same slot in the same place is edited, not posted again.</summary>
/// <param name="Slot">Which of the document's messages: a chosen string such as <c>card</c> or <c>outcome</c>.</param>
/// <param name="Revision">Grows with each new content of the slot; a later one replaces an earlier one still unsent.</param>
/// <param name="Card">What to show.</param>
/// <param name="To">Where it still has to go.</param>
public sealed record Post(string Slot, long Revision, Card Card, IReadOnlyList<Addressee> To)
{
    /// <summary>Whether it only ever edits: a place that never had the slot is passed over.</summary>
    public bool EditOnly { get; init; }

    /// <summary>The slot whose message this one follows up: it goes into that one's thread where a platform has threads.</summary>
    public string? Under { get; init; }

    /// <summary>Whether it is never edited and never followed up: where it stands need not be remembered, so that many of them do not
    /// make the document grow.</summary>
    public bool Once { get; init; }

    /// <summary>What it follows from, as <see cref="Documents.Correlation.Short"/>; null for what is not known, as in documents of earlier versions.</summary>
    public string? Cause { get; init; }
}

/// <summary>A place that a post goes to, with how it reads.</summary>
/// <param name="Place">Where.</param>
/// <param name="Language">The place's language.</param>
/// <param name="TimeZone">The place's IANA zone.</param>
public sealed record Addressee(Place Place, string Language, string TimeZone)
{
    /// <summary>A person's direct conversation, in their language and zone as far as known.</summary>
    public static Addressee Directly(Person person, string timeZone) =>
        new(person.Direct, Texts.Nearest(person.Language), person.TimeZone ?? timeZone);

    /// <summary>Not to be tried before.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>How often it was tried in vain.</summary>
    public int Attempts { get; init; }

    /// <summary>Until when some courier has it in hand. It is one place's alone: a slow place holds up no other.</summary>
    public Instant? Lease { get; init; }
}

/// <summary>Where a slot of a document landed.</summary>
/// <param name="Message">The platform's reference of the message: opaque here.</param>
/// <param name="Revision">The content that stands there.</param>
/// <param name="At">When it was last sent.</param>
public sealed record Delivery(string Message, long Revision, Instant At)
{
    /// <summary>What a delivery of this slot to this place is stored under.</summary>
    public static string Key(string slot, Place place) => $"{slot}|{place.Key}";
}
