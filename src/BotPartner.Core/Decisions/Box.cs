using System.Text.Json.Serialization;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>Who may vote: frozen when the decision opens.</summary>
/// <param name="Voters">The partners, or the members.</param>
/// <param name="Boxes">How many boxes they are spread over.</param>
public sealed record Electorate(IReadOnlyList<Voter> Voters, int Boxes)
{
    /// <summary>At most so many voters share a box, so that a vote costs the same however many there are.</summary>
    public const int BoxSize = 16;

    /// <summary>The electorate of these voters, over as few boxes as keep each within a size.</summary>
    /// <param name="voters">The partners.</param>
    /// <param name="size"><see cref="BoxSize"/>, or <see cref="Urn.Size"/> if the ballots are anonymous.</param>
    public static Electorate Of(IReadOnlyList<Voter> voters, int size = BoxSize)
    {
        var boxes = Math.Max(1, (voters.Count + size - 1) / size);
        while (Fullest(voters, boxes) > size)
        {
            boxes += Math.Max(1, boxes / 16);
        }

        return new(voters, boxes);
    }

    /// <summary>The box of a voter: the same on every machine and in every year (FNV-1a over the characters of the id).</summary>
    public static int BoxOf(string voter, int boxes)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in voter)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return (int)(hash % (ulong)boxes);
    }

    private static int Fullest(IReadOnlyList<Voter> voters, int boxes)
    {
        var filled = new int[boxes];
        var most = 0;
        foreach (var voter in voters)
        {
            most = Math.Max(most, ++filled[BoxOf(voter.Id, boxes)]);
        }

        return most;
    }
}

/// <summary>Who may vote, as they were called when the decision opened: a partner, or a member as themself.</summary>
/// <param name="Id">The partner's or the member's.</param>
/// <param name="Name">As it was known.</param>
/// <param name="Constituency">Of the partner, or of the one that the member speaks for.</param>
public sealed record Voter(string Id, string Name, [property: JsonConverter(typeof(CommonText))] string Constituency)
{
    /// <summary>The name of the partner that a member speaks for; null for a partner.</summary>
    public string? Partner { get; init; }

    /// <summary>How it is shown: a member with the partner.</summary>
    [JsonIgnore]
    public string Shown => Partner is null ? Name : $"{Name} ({Partner})";

    /// <summary>How much it counts, before any cap; null for one.</summary>
    public Weight? Weight { get; init; }

    /// <summary>How much it counts, before any cap.</summary>
    [JsonIgnore]
    public Weight Weighs => Weight ?? Decisions.Weight.One;
}

/// <summary>Some voters of a decision and their ballots. Once sealed it changes no more.</summary>
/// <param name="Number">Of the decision.</param>
/// <param name="Voters">Whose ballots lie here.</param>
/// <param name="Ballots">What counts for each voter, by <see cref="Voter.Id"/>.</param>
/// <param name="Sealed">Whether ballots are refused.</param>
public sealed record Box(int Number, IReadOnlyList<Voter> Voters, IReadOnlyDictionary<string, Ballot> Ballots, bool Sealed)
{
    /// <summary>Where ballots are anonymous, they lie in this and not in <see cref="Ballots"/>.</summary>
    public Urn? Urn { get; init; }

    /// <summary>Where delegates must agree: the latest ballot of each, by <see cref="Voter.Id"/>; null if there is none. See <see cref="Agreement"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Ballot>>? Spoken { get; init; }

    /// <summary>Whose right to speak has just ended, and until when some process may not know it yet; null if nobody's.</summary>
    public IReadOnlyDictionary<string, Instant>? Barred { get; init; }

    /// <summary>A box that nobody has voted in.</summary>
    public static Box New(int number, IReadOnlyList<Voter> voters, Terms terms) =>
        new(number, voters, new Dictionary<string, Ballot>(), Sealed: false) { Urn = terms.Anonymous ? Urn.Empty : null };

    /// <summary>Whether a voter's ballot lies here.</summary>
    public bool Holds(string voter) => Urn?.TookPart.Contains(voter) ?? Ballots.ContainsKey(voter);

    /// <summary>Whether somebody's right to speak has just ended, or that of the account they speak by.</summary>
    public bool Bars(Member speaker, Person account, Instant now) => BarredSpeakers.Holds(Barred, speaker, account, now);

    /// <summary>What the delegates of a voter said, where that is kept.</summary>
    public IReadOnlyList<Ballot> SpokenFor(string voter) => Spoken?.GetValueOrDefault(voter) ?? [];

    /// <summary>What a delegate said last: their own ballot where delegates must agree, else the voter's.</summary>
    public Ballot? Standing(string voter, string speaker) =>
        SpokenFor(voter).FirstOrDefault(b => b.Speaker == speaker) ?? Ballots.GetValueOrDefault(voter);

    /// <summary>Whether the same ballots lie in another. An urn only ever takes more.</summary>
    public bool HoldsSame(Box other) =>
        Urn?.TookPart.Count == other.Urn?.TookPart.Count
        && Ballots.Count == other.Ballots.Count && Ballots.All(b => other.Ballots.TryGetValue(b.Key, out var ballot) && ballot == b.Value)
        && (Spoken?.Count ?? 0) == (other.Spoken?.Count ?? 0) && (Spoken?.All(s => s.Value.SequenceEqual(other.SpokenFor(s.Key))) ?? true);
}

/// <summary>What a partner says.</summary>
/// <param name="Choice">What it says, as <see cref="Method.Read"/> gives it.</param>
/// <param name="Reason">Why, word by word.</param>
/// <param name="By">The delegate who cast it.</param>
/// <param name="At">When, by the platform's clock: of two ballots the later one stands, in whichever order they arrive.</param>
public sealed record Ballot([property: JsonConverter(typeof(CommonText))] string Choice, string? Reason, Person By, Instant At)
{
    /// <summary>The shared principle that is at stake, as it was named; null for none.</summary>
    public string? Principle { get; init; }

    /// <summary>The member, where that is not the account alone: one who votes from two accounts is one person.</summary>
    public string? Member { get; init; }

    /// <summary>Who speaks: the same for all accounts of a person.</summary>
    [JsonIgnore]
    public string Speaker => Member ?? Key.Hash(By.Key);
}
