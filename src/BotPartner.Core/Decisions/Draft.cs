using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>A proposal that its author looks at before it is put to the partners: what the form held, as it was filled in.</summary>
/// <param name="By">The author; nobody else opens it.</param>
/// <param name="Values">Field id to what was entered.</param>
public sealed record Draft(Person By, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>How long it waits.</summary>
    public static readonly Duration Kept = Duration.FromDays(14);

    /// <summary>The decision it became; 0 for none yet.</summary>
    public int Number { get; init; }

    /// <summary>What its adoption changes by itself; null for nothing. Not a part of what is filled in.</summary>
    public Matter? Matter { get; init; }

    /// <summary>Whether its author does not want it any more.</summary>
    public bool Discarded { get; init; }
}
