using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>A round that is over because the text was amended. Its ballots stay in its sealed boxes.</summary>
/// <param name="Text">What was voted on, word by word.</param>
/// <param name="OpenedAt">When it began.</param>
/// <param name="EndedAt">When its boxes were counted.</param>
/// <param name="Boxes">How many there are.</param>
/// <param name="Outcome">The sum.</param>
/// <param name="AmendedBy">Who wrote the text of the next round.</param>
public sealed record PastRound(string Text, Instant OpenedAt, Instant EndedAt, int Boxes, Outcome Outcome, Person AmendedBy)
{
    /// <summary>What the partners that objected said to the text of the next round; null if none was asked.</summary>
    public IReadOnlyList<Concern>? Concerns { get; init; }
}

/// <summary>What became of a partner's objection when it was asked about an amended text.</summary>
/// <param name="Partner">By name.</param>
/// <param name="Objection">Word by word.</param>
/// <param name="Answers">What its delegates said, to each draft that they were shown; none if they did not answer.</param>
public sealed record Concern(string Partner, string Objection, IReadOnlyList<ConcernAnswer> Answers)
{
    /// <summary>Of so many partners cards show the words; those of the others stay in their own documents, and in the record.</summary>
    public const int Shown = 5;

    /// <summary>How many of a partner's answers are shown.</summary>
    public const int AnswersShown = 2;

    private static readonly Person Nobody = new("", "", "", "");

    /// <summary>What a decision keeps of the concerns of the round just over: the words that are shown, and of all others how they answered.</summary>
    public static IReadOnlyList<Concern> Kept(IReadOnlyList<Concern> concerns) =>
        [.. concerns.Select((c, i) => i < Shown ? c with { Answers = [.. c.Answers.TakeLast(AnswersShown)] } : c with { Objection = "", Answers = [.. c.Answers.TakeLast(1).Select(a => a with { Words = null, By = Nobody })] })];

    /// <summary>What stands: the answer to the latest draft; null for none.</summary>
    public static ConcernAnswer? Standing(IReadOnlyList<ConcernAnswer> answers, int draft) => answers.LastOrDefault(a => a.Draft == draft);
}

/// <summary>What a delegate said to an amended text.</summary>
/// <param name="Draft">To which draft of it, from 1.</param>
/// <param name="Meets">Whether it meets the concern.</param>
/// <param name="Words">What they added, if anything.</param>
/// <param name="By">Who.</param>
/// <param name="At">When, by the platform's clock.</param>
public sealed record ConcernAnswer(int Draft, bool Meets, string? Words, Person By, Instant At);

/// <summary>A new text on its way to the next round.</summary>
/// <param name="Text">Word by word.</param>
/// <param name="Closes">When the next round closes: the wire form of a <see cref="Deadline"/>, counted from its opening.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="At">When.</param>
public sealed record Amendment(string Text, string Closes, Person By, Instant At)
{
    /// <summary>At most so many rounds; beyond, a new proposal is the better way.</summary>
    public const int MostRounds = 20;

    /// <summary>At most so many drafts are shown to those who objected.</summary>
    public const int MostDrafts = 20;

    /// <summary>How long those who objected have to answer.</summary>
    public static readonly Duration Patience = Duration.FromHours(24);

    /// <summary>Which draft of the next round's text this is, from 1.</summary>
    public int Draft { get; init; }

    /// <summary>When the next round opens though somebody did not answer.</summary>
    public Instant? OpensAt { get; init; }

    /// <summary>How many of those who objected have answered, as the card last said.</summary>
    public int Answered { get; init; }

    /// <summary>Whether the proposer does not want to wait.</summary>
    public bool OpenNow { get; init; }
}

/// <summary>A partner that objected, asked whether an amended text meets its concern. Once closed it changes no more.</summary>
/// <param name="Number">Of the decision.</param>
/// <param name="Round">The round that the text is meant for.</param>
/// <param name="Draft">The draft it was last asked about.</param>
/// <param name="Voter">The partner.</param>
/// <param name="Objection">What it said, word by word.</param>
/// <param name="Answers">What it answered, the latest last.</param>
public sealed record Objector(int Number, int Round, int Draft, Voter Voter, string Objection, IReadOnlyList<ConcernAnswer> Answers)
{
    /// <summary>Its delegates who were asked; null if it had none.</summary>
    public IReadOnlyList<Person>? Asked { get; init; }

    /// <summary>Whether answers are refused: the next round opens.</summary>
    public bool Closed { get; init; }

    /// <summary>Counts the contents of the question.</summary>
    public long Revision { get; init; }

    /// <summary>What stands; null for no answer to the present draft.</summary>
    public ConcernAnswer? Answer() => Concern.Standing(Answers, Draft);
}

/// <summary>That a decision was given longer.</summary>
/// <param name="From">When it would have closed.</param>
/// <param name="By">Who did it.</param>
public sealed record Extension(Instant From, Person By);

/// <summary>That a decision was taken back.</summary>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, word by word, if said.</param>
public sealed record Withdrawal(Person By, Instant At, string? Reason);

/// <summary>What was agreed, in words of the proposer or a steward.</summary>
/// <param name="Text">Word by word.</param>
/// <param name="By">Who stated it.</param>
/// <param name="At">When.</param>
public sealed record Statement(string Text, Person By, Instant At)
{
    /// <summary>The day to look at it again, <c>uuuu-MM-dd</c>; null for none.</summary>
    public string? ReviewOn { get; init; }

    /// <summary>Whether the places were reminded of that day.</summary>
    public bool Reviewed { get; init; }

    /// <summary>Counts the statements of a decision.</summary>
    public long Revision { get; init; }
}
