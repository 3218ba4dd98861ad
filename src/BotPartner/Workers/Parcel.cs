using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>One message for one place, taken in hand.</summary>
/// <param name="Document">The document that owes it.</param>
/// <param name="Post">What.</param>
/// <param name="To">Where; its lease is ours.</param>
/// <param name="Under">The message it follows up there, if there is one.</param>
/// <param name="Standing">Where the slot stands in that place already; null if it was never sent there.</param>
internal sealed record Parcel(Key Document, Post Post, Addressee To, Delivery? Standing, string? Under)
{
    /// <summary>Who this is to the pacer: a later content of the slot takes the earlier one's turn.</summary>
    public string Name => $"{Document.Partition}/{Document.Id}|{Post.Slot}|{To.Place.Key}";

    /// <summary>What it follows from, as <see cref="Correlation.Id"/>; null if that is not known.</summary>
    public string? Cause => Post.Cause is { } stored ? Correlation.Long(stored) : null;
}

/// <summary>What became of a parcel.</summary>
/// <param name="Reason">A word for the log; empty where there is nothing to say.</param>
internal abstract record Outcome(string Reason)
{
    /// <summary>It stands there since then.</summary>
    public sealed record Sent(string Message, Instant At) : Outcome("");

    /// <summary>Not tried: its turn comes then; null for as soon as may be.</summary>
    public sealed record PutOff(Instant? Until, string Reason = "") : Outcome(Reason);

    /// <summary>Tried in vain; to be tried again then.</summary>
    public sealed record Failed(Instant Until, string Reason) : Outcome(Reason);

    /// <summary>This content will never be sent there.</summary>
    public sealed record Dropped(string Reason) : Outcome(Reason);

    /// <summary>Nothing will ever be sent there again.</summary>
    public sealed record Lost(string Reason) : Outcome(Reason);
}
