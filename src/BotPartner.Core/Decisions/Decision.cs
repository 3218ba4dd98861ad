using System.Text.Json.Serialization;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>Where a decision stands.</summary>
public enum Phase
{
    /// <summary>Proposed; the electorate is being frozen and its ballot boxes set up.</summary>
    Opening,

    /// <summary>Ballots are taken.</summary>
    Open,

    /// <summary>The boxes are being sealed.</summary>
    Closing,

    /// <summary>Counted.</summary>
    Closed,

    /// <summary>Amended; the partners that objected are asked before the next round opens.</summary>
    Asking,

    /// <summary>Taken back by its proposer or a steward.</summary>
    Withdrawn,
}

/// <summary>A proposal put to the partners. Its ballots lie in boxes of their own.</summary>
/// <param name="Number">Within the partnership, from 1.</param>
/// <param name="Text">The proposal, word by word.</param>
/// <param name="Method">How it is counted.</param>
/// <param name="QuorumPercent">1 to 100: how much of the electorate must take part.</param>
/// <param name="Proposer">Who put it.</param>
/// <param name="ProposerPartner">For which partner, if any.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="ClosesAt">When it closes by itself.</param>
public sealed record Decision(
    int Number,
    string Text,
    Method Method,
    int QuorumPercent,
    Person Proposer,
    string? ProposerPartner,
    Instant ProposedAt,
    Instant ClosesAt)
{
    /// <summary>Where it stands.</summary>
    public Phase Phase { get; init; }

    /// <summary>How many may vote.</summary>
    public int Electorate { get; init; }

    /// <summary>How many boxes their ballots lie in; fixed at opening.</summary>
    public int Boxes { get; init; }

    /// <summary>How many have voted, as the card last said.</summary>
    public int Cast { get; init; }

    /// <summary>Counts the contents of the card.</summary>
    public long Revision { get; init; }

    /// <summary>What the ballots said, in short, when the card was last renewed for them.</summary>
    public string? Shown { get; init; }

    /// <summary>When it was closed.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>Who closed it early; null for its time having come.</summary>
    public Person? ClosedBy { get; init; }

    /// <summary>What came of it.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Where it was put, as that place is called; null if that was a direct conversation, or is not known.</summary>
    public string? PutIn { get; init; }

    /// <summary>The rounds before this one, the first first; null if this is the first.</summary>
    public IReadOnlyList<PastRound>? Earlier { get; init; }

    /// <summary>When this round was opened; null for the first, which was opened when it was proposed.</summary>
    public Instant? OpenedAt { get; init; }

    /// <summary>A new text that waits: for the running round to be sealed, or for those who objected to be asked.</summary>
    public Amendment? Amendment { get; init; }

    /// <summary>The last time that it was given longer, if it was.</summary>
    public Extension? Extension { get; init; }

    /// <summary>That it was taken back, and why.</summary>
    public Withdrawal? Withdrawal { get; init; }

    /// <summary>What was agreed, and when to look at it again.</summary>
    public Statement? Statement { get; init; }

    /// <summary>Where its ending stands in the partnership's chain of records; null before it was put there.</summary>
    public Recorded? Recorded { get; init; }

    /// <summary>What its adoption changes by itself; null for nothing.</summary>
    public Matter? Matter { get; init; }

    /// <summary>The last round whose ending whoever handles the <see cref="Matter"/> has dealt with.</summary>
    public int? Settled { get; init; }

    /// <summary>Whether it has ended and whoever handles its matter has not dealt with it yet.</summary>
    [JsonIgnore]
    public bool Unsettled => Phase is Phase.Closed or Phase.Withdrawn && Matter is not null && (Settled ?? 0) < Round;

    /// <summary>Whether it has ended in a way that no record tells yet.</summary>
    [JsonIgnore]
    public bool Unrecorded => Phase is Phase.Closed or Phase.Withdrawn && (Recorded?.Round ?? 0) < Round;

    /// <summary>Whether the quorum asks for a ballot from each constituency; see <see cref="Terms.EachConstituency"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EachConstituency { get; init; }

    /// <summary>Who may see what; see <see cref="Terms.Visibility"/>.</summary>
    public string? Visibility { get; init; }

    /// <summary>How many mandates one partner may hold; null for none at all.</summary>
    public int? MandateCap { get; init; }

    /// <summary>The share of the weight that no partner may exceed; see <see cref="Terms.CapPercent"/>.</summary>
    public int? CapPercent { get; init; }

    /// <summary>Who votes; see <see cref="Terms.Electors"/>.</summary>
    public string? Electors { get; init; }

    /// <summary>Which ballot is a partner's; see <see cref="Terms.Delegates"/>.</summary>
    public string? Delegates { get; init; }

    /// <summary>What it is counted by. Written in parts, as it was before it had a name.</summary>
    [JsonIgnore]
    public Terms Terms
    {
        get => new(Method, QuorumPercent)
        {
            EachConstituency = EachConstituency,
            Visibility = Visibility,
            MandateCap = MandateCap,
            CapPercent = CapPercent,
            Electors = Electors,
            Delegates = Delegates,
        };
        init => (Method, QuorumPercent, EachConstituency, Visibility, MandateCap, CapPercent, Electors, Delegates) =
            (value.Method, value.QuorumPercent, value.EachConstituency, value.Visibility, value.MandateCap, value.CapPercent, value.Electors, value.Delegates);
    }

    /// <summary>Whether nothing but the turnout is shown for now.</summary>
    [JsonIgnore]
    public bool Hidden => Terms.Hides && Phase is not Phase.Closed;

    /// <summary>Which round this is, from 1.</summary>
    [JsonIgnore]
    public int Round => (Earlier?.Count ?? 0) + 1;

    /// <summary>When this round began.</summary>
    [JsonIgnore]
    public Instant Since => OpenedAt ?? ProposedAt;
}

/// <summary>The documents of this folder and what they are called.</summary>
public static class DecisionKinds
{
    /// <summary>A decision.</summary>
    public static readonly Kind<Decision> Decision = new("decision", 1, CoreJson.Default.DocumentDecision);

    /// <summary>Who may vote on it.</summary>
    public static readonly Kind<Electorate> Electorate = new("electorate", 1, CoreJson.Default.DocumentElectorate);

    /// <summary>A box of ballots.</summary>
    public static readonly Kind<Box> Box = new("box", 1, CoreJson.Default.DocumentBox);

    /// <summary>All that was said in a round whose ballots are anonymous, as one.</summary>
    public static readonly Kind<Urn> Urn = new("urn", 1, CoreJson.Default.DocumentUrn);

    /// <summary>Who speaks for whom in a round.</summary>
    public static readonly Kind<Mandates> Mandates = new("mandates", 1, CoreJson.Default.DocumentMandates);

    /// <summary>A partner that objected, asked about the amended text.</summary>
    public static readonly Kind<Objector> Objector = new("objector", 1, CoreJson.Default.DocumentObjector);

    /// <summary>What delegates are reminded of in a round.</summary>
    public static readonly Kind<Reminders> Reminders = new("reminders", 1, CoreJson.Default.DocumentReminders);

    /// <summary>A proposal that somebody looks at before it is put.</summary>
    public static readonly Kind<Draft> Draft = new("draft", 1, CoreJson.Default.DocumentDraft);

    /// <summary>A partnership's chain of records.</summary>
    public static readonly Kind<Chain> Chain = new("chain", 1, CoreJson.Default.DocumentChain);

    /// <summary>A record of the chain.</summary>
    public static readonly Kind<DecisionRecord> Record = new("record", 1, CoreJson.Default.DocumentDecisionRecord);

    /// <summary>A piece of a record that is larger than one document may be.</summary>
    public static readonly Kind<RecordPage> RecordPage = new("record-page", 1, CoreJson.Default.DocumentRecordPage);

    /// <summary>Where the chain is stored.</summary>
    public static Key ChainKey(string partnership) => new(partnership, "chain");

    /// <summary>Where a record is stored: they sort as they are chained.</summary>
    public static Key RecordKey(string partnership, int position) => new(partnership, $"record:{position:00000000}");

    /// <summary>Where a page of a record is stored, from 0; whatever else somebody began to write at its position lies elsewhere.</summary>
    public static Key RecordPageKey(string partnership, DecisionRecord record, int page) =>
        new(partnership, $"{RecordKey(partnership, record.Position).Id}:{record.Hash}:{page:0000}");

    /// <summary>Where a draft is stored.</summary>
    public static Key DraftKey(string partnership, string id) => new(partnership, $"draft:{id}");

    /// <summary>Where a decision is stored.</summary>
    public static Key Key(string partnership, int number) => new(partnership, $"decision:{number:000000}");

    /// <summary>Where the electorate of a round is stored.</summary>
    public static Key ElectorateKey(string partnership, int number, int round = 1) => new(partnership, $"{RoundPrefix(number, round)}electorate");

    /// <summary>Where one of the boxes of a round is stored.</summary>
    public static Key BoxKey(string partnership, int number, int box, int round = 1) => new(partnership, $"{BoxPrefix(number, round)}{box:00000}");

    /// <summary>Where the whole of the anonymous ballots of a round is stored.</summary>
    public static Key UrnKey(string partnership, int number, int round) => new(partnership, $"{RoundPrefix(number, round)}urn");

    /// <summary>Where the reminders of a round are stored.</summary>
    public static Key RemindersKey(string partnership, int number, int round) => new(partnership, $"{RoundPrefix(number, round)}reminders");

    /// <summary>Where the mandates of a round are stored.</summary>
    public static Key MandatesKey(string partnership, int number, int round) => new(partnership, $"{RoundPrefix(number, round)}mandates");

    /// <summary>Where it is stored what a partner that objected says to the text of a round.</summary>
    public static Key ObjectorKey(string partnership, int number, int round, string voter) => new(partnership, $"{RoundPrefix(number, round)}asked:{voter}");

    /// <summary>What the ids of the boxes of a round begin with.</summary>
    public static string BoxPrefix(int number, int round = 1) => $"{RoundPrefix(number, round)}box:";

    /// <summary>The round that a document belongs to: the first bears no mark of it.</summary>
    public static int RoundOf(Key key) =>
        key.Id.Length > 19 && key.Id[16] == 'r' && key.Id[19] == ':' && int.TryParse(key.Id.AsSpan(17, 2), out var round) ? round : 1;

    /// <summary>The number of the decision that a document belongs to.</summary>
    public static int NumberOf(Key key) => int.Parse(key.Id.AsSpan("decision:".Length, 6));

    private static string RoundPrefix(int number, int round) =>
        round == 1 ? $"decision:{number:000000}:" : $"decision:{number:000000}:r{round:00}:";
}
