using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>
/// A closed decision, for anybody to check. It names partners, and no persons but the members of a decision that they voted on as
/// themselves: what is chained cannot be forgotten again.
/// </summary>
/// <param name="Format">Which form this is: <see cref="CurrentFormat"/>.</param>
/// <param name="Partnership">Its id.</param>
/// <param name="Position">In the partnership's chain, from 1: records are chained in the order in which decisions close.</param>
/// <param name="Number">Of the decision.</param>
/// <param name="Previous">The <see cref="Hash"/> of the record before; <see cref="Zeros"/> for the first.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="ClosedAt">When the last round was counted.</param>
/// <param name="Rounds">All rounds, the first one first; the last one's outcome is the decision's.</param>
/// <param name="Hash">SHA-256 over the <see cref="CanonicalJson"/> of all but this, in lower-case hexadecimal digits.</param>
public sealed record DecisionRecord(
    string Format,
    string Partnership,
    int Position,
    int Number,
    string Previous,
    Instant ProposedAt,
    Instant ClosedAt,
    IReadOnlyList<RecordedRound> Rounds,
    string Hash)
{
    /// <summary>The form that is written now.</summary>
    public const string CurrentFormat = "botpartner.decision/1";

    /// <summary>What the first record links to.</summary>
    public static readonly string Zeros = new('0', 64);

    /// <summary>The partner it was put for, if any.</summary>
    public string? Proposer { get; init; }

    /// <summary>Whether it was taken back: the last round may then have no outcome, and tells no ballots.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Withdrawn { get; init; }

    /// <summary>The record with its place in the chain and its own hash.</summary>
    /// <param name="before">The last record of the chain, or null.</param>
    public DecisionRecord After(DecisionRecord? before) => After(before?.Position ?? 0, before?.Hash ?? Zeros);

    /// <summary>The record with its place in the chain and its own hash.</summary>
    /// <param name="last">The position of the last record, 0 for none.</param>
    /// <param name="hash">Its hash, <see cref="Zeros"/> for none.</param>
    public DecisionRecord After(int last, string hash)
    {
        var linked = this with { Position = last + 1, Previous = hash };
        return linked with { Hash = HashOf(JsonSerializer.SerializeToElement(linked, RecordJson.Default.DecisionRecord))! };
    }

    /// <summary>The bytes of the file: canonical, with the hash.</summary>
    public byte[] ToBytes() => CanonicalJson.Bytes(JsonSerializer.SerializeToElement(this, RecordJson.Default.DecisionRecord))!;

    /// <summary>The hash that a record should bear; null if it is not written as records are.</summary>
    public static string? HashOf(JsonElement record) =>
        CanonicalJson.Bytes(record, without: "hash") is { } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : null;
}

/// <summary>One round: what was asked, who could answer, what they said, what came of it.</summary>
/// <param name="Text">The proposal, word by word.</param>
/// <param name="Terms">What it was counted by.</param>
/// <param name="Voters">The electorate, by id.</param>
public sealed record RecordedRound(string Text, Terms Terms, IReadOnlyList<Voter> Voters)
{
    /// <summary>What each voter said itself, by voter; where delegates must agree, what each of them said; null for an anonymous round.</summary>
    public IReadOnlyList<RecordedBallot>? Ballots { get; init; }

    /// <summary>Mandates that stood at the seal, by giver; null if there were none.</summary>
    public IReadOnlyList<RecordedMandate>? Mandates { get; init; }

    /// <summary>Anonymous: who took part and what was said, each sorted by itself. The slips of an urn that was not opened are none.</summary>
    public Urn? Urn { get; init; }

    /// <summary>What it came to; null if it was withdrawn or amended before it was counted.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Counts what is recorded.</summary>
    public Outcome Recount() => Urn is { } urn
        ? Count.Of(Terms, Voters, urn.TookPart.ToHashSet(), urn.Slips.Select(s => s.Choice))
        : Count.Of(Terms, Book.Votes(Voters, Own));

    /// <summary>The round with its ballots in the order that records have, and its outcome.</summary>
    public RecordedRound Counted()
    {
        var ordered = this with
        {
            Voters = [.. Voters.OrderBy(v => v.Id, StringComparer.Ordinal)],
            Ballots = Ballots is null ? null : [.. Ballots.OrderBy(b => b.Voter, StringComparer.Ordinal).ThenBy(b => b.Choice, StringComparer.Ordinal).ThenBy(b => b.Reason, StringComparer.Ordinal).ThenBy(b => b.Principle, StringComparer.Ordinal)],
            Mandates = Mandates is not { Count: > 0 } ? null : [.. Mandates.OrderBy(m => m.From, StringComparer.Ordinal)],
        };
        var outcome = ordered.Recount();
        return ordered with { Outcome = outcome, Urn = outcome.Quorate ? Urn : Urn?.Emptied };
    }

    /// <summary>What counts as each voter's own word: where delegates must agree, nothing until they do.</summary>
    private Dictionary<string, string> Own => (Ballots ?? []).GroupBy(b => b.Voter)
        .Where(b => b.Select(d => d.Choice).Distinct().Count() == 1)
        .ToDictionary(b => b.Key, b => b.First().Choice);

    private Mandates Book => new(0, int.MaxValue, [.. (Mandates ?? []).Select(m => new Mandate(m.From, m.To, new("", "", "", ""), default))], Sealed: true);
}

/// <summary>A voter's own ballot, or that of one of its delegates.</summary>
public sealed record RecordedBallot(string Voter, string Choice, string? Reason = null)
{
    /// <summary>The shared principle that it cites, as it was named.</summary>
    public string? Principle { get; init; }
}

/// <summary>A mandate that stood.</summary>
public sealed record RecordedMandate(string From, string To);

/// <summary>How records are written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    Converters = [typeof(InstantJson)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(DecisionRecord))]
[JsonSerializable(typeof(Outcome))]
[JsonSerializable(typeof(UnrecordedDecision))]
public sealed partial class RecordJson : JsonSerializerContext;
