using System.Text.Json.Serialization;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary>How soon who raised a tension hopes to be heard.</summary>
public enum Urgency
{
    /// <summary>In the days and hours in which people work.</summary>
    Usual,

    /// <summary>As soon as can be: the other side is told at once, whatever the hour.</summary>
    Now,
}

/// <summary>A side of a tension.</summary>
/// <param name="PartnerId">The id of the partner for which it speaks.</param>
/// <param name="PartnerName">Its name when the tension was raised.</param>
public sealed record Party(string PartnerId, string PartnerName)
{
    /// <summary>Whom it is; null for whoever answers for the partner.</summary>
    public Person? Person { get; init; }

    /// <summary>The account that they are written to, if it is another one.</summary>
    public Person? Account { get; init; }
}

/// <summary>What it is about, as who raised it wrote it.</summary>
/// <param name="What">What happened.</param>
/// <param name="Need">What they need.</param>
public sealed record Matter(string What, string Need)
{
    /// <summary>At most so many characters of what happened.</summary>
    public const int MaxWhat = 3000;

    /// <summary>At most so many characters of what is needed.</summary>
    public const int MaxNeed = 1500;

    /// <summary>At most so many characters of the principle.</summary>
    public const int MaxPrinciple = 200;

    /// <summary>Which of the shared principles is at stake; null if none was named.</summary>
    public string? Principle { get; init; }

    /// <summary>How soon.</summary>
    public Urgency Urgency { get; init; }

    /// <summary>The message that it began with, if they let it be quoted.</summary>
    public string? Quote { get; init; }
}

/// <summary>Words that one side said on the way.</summary>
/// <param name="At">When.</param>
/// <param name="By">Which side.</param>
/// <param name="What">On which occasion; one of <see cref="Events"/>.</param>
/// <param name="Words">As they were written.</param>
public sealed record Saying(Instant At, Side By, string What, string Words)
{
    /// <summary>At most so many characters.</summary>
    public const int MaxWords = 1500;

    /// <summary>Of a resolution: its number, as in <see cref="Offer.Number"/>.</summary>
    public int? Offer { get; init; }
}

/// <summary>A text that one side drafts, and that holds once the other says yes to just this.</summary>
/// <param name="Words">As drafted.</param>
/// <param name="By">By which side.</param>
/// <param name="Number">Counts the drafts: who says yes says to which.</param>
public sealed record Joint(string Words, Side By, int Number)
{
    /// <summary>At most so many drafts of one text by a side.</summary>
    public const int Most = 10;

    /// <summary>At most so many characters.</summary>
    public const int MaxWords = 1500;

    /// <summary>Whether both sides said yes.</summary>
    public bool Both { get; init; }
}

/// <summary>Somebody read what was written.</summary>
/// <param name="Person">Who.</param>
/// <param name="As">As what.</param>
/// <param name="At">When, the first time on that day.</param>
public sealed record Look(Person Person, Viewer As, Instant At)
{
    /// <summary>At most so many are kept.</summary>
    public const int Most = 200;
}

/// <summary>Who may guide the dialogue.</summary>
/// <param name="As">In which role, as in <see cref="Handlers"/>.</param>
/// <param name="Asked">Who was asked.</param>
/// <param name="PassedOver">Who could not be, and why.</param>
public sealed record Panel(string As, IReadOnlyList<Person> Asked, IReadOnlyList<Skipped> PassedOver)
{
    /// <summary>Who took it on; null for nobody yet.</summary>
    public Person? Taken { get; init; }
}

/// <summary>Somebody who could not guide it.</summary>
/// <param name="Person">Who.</param>
/// <param name="Why">As in <see cref="PassedOver.Why"/>, or <see cref="Left"/>.</param>
public sealed record Skipped(Person Person, string Why)
{
    /// <summary>They could have, and gave it back.</summary>
    public const string Left = "left";
}

/// <summary>The other partners' decision.</summary>
/// <param name="Voters">Their ids and names; neither side's partner is among them.</param>
public sealed record Committee(IReadOnlyList<Seatholder> Voters)
{
    /// <summary>By partner id.</summary>
    public IReadOnlyDictionary<string, CommitteeBallot> Ballots { get; init; } = new Dictionary<string, CommitteeBallot>();

    /// <summary>What came of it; null while it is open.</summary>
    public Decisions.Outcome? Outcome { get; init; }
}

/// <summary>A partner that decides.</summary>
/// <param name="PartnerId">Its id.</param>
/// <param name="PartnerName">Its name.</param>
public sealed record Seatholder(string PartnerId, string PartnerName);

/// <summary>What a partner said.</summary>
/// <param name="Choice">A wire name of <see cref="Decisions.Choice"/>.</param>
/// <param name="At">When, by the platform's clock.</param>
public sealed record CommitteeBallot(string Choice, Instant At)
{
    /// <summary>At most so many characters of a reason.</summary>
    public const int MaxReason = 500;

    /// <summary>Why; null if it was not said.</summary>
    public string? Reason { get; init; }
}

/// <summary>Somebody who has a card of it.</summary>
/// <param name="As">As what.</param>
/// <param name="Person">Who.</param>
public sealed record Holder(Viewer As, Person Person);

/// <summary>A tension between two sides, carried along the conflict protocol. Its documents lie encrypted in the store.</summary>
/// <param name="Code">Its name: six letters and digits that say nothing, and from which nobody learns how many there are.</param>
/// <param name="Raiser">Who raised it.</param>
/// <param name="Other">With whom.</param>
/// <param name="Agreed">The protocol as it was when it was raised.</param>
public sealed record Tension(string Code, Party Raiser, Party Other, Agreed Agreed)
{
    /// <summary>What it is about; null once that was erased.</summary>
    public Matter? Matter { get; init; }

    /// <summary>Who may know from the beginning.</summary>
    public Circle Circle { get; init; }

    /// <summary>Whether the other side does not see who raised it.</summary>
    public bool NameHidden { get; init; }

    /// <summary>Whether silence takes it no further.</summary>
    public bool OnlyWithConsent { get; init; }

    /// <summary>Whether a draft was discarded: it can be brought back, and not be sent as it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Discarded { get; init; }

    /// <summary>Whether a draft is to quote the message that it began with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Quoted { get; init; }

    /// <summary>Where it stands; null for a draft, which nobody but its author knows of.</summary>
    public Course? Course { get; init; }

    /// <summary>What happened besides its course.</summary>
    public IReadOnlyList<Event> More { get; init; } = [];

    /// <summary>What was said on the way.</summary>
    public IReadOnlyList<Saying> Sayings { get; init; } = [];

    /// <summary>What others may know when they decide or mediate.</summary>
    public Joint? Released { get; init; }

    /// <summary>What others may learn from it.</summary>
    public Joint? Lesson { get; init; }

    /// <summary>Who guides the dialogue.</summary>
    public Panel? Panel { get; init; }

    /// <summary>The other partners' decision.</summary>
    public Committee? Committee { get; init; }

    /// <summary>Who has a card.</summary>
    public IReadOnlyList<Holder> Holders { get; init; } = [];

    /// <summary>Who read what was written, but for the two sides.</summary>
    public IReadOnlyList<Look> Looks { get; init; } = [];

    /// <summary>Grows with each change that cards show.</summary>
    public long Revision { get; init; }

    /// <summary>What is left for the statistics when everything else was erased; null before.</summary>
    public Trace? Trace { get; init; }

    /// <summary>Whether both sides are of one organisation.</summary>
    [JsonIgnore]
    public bool Within => Raiser.PartnerId == Other.PartnerId;

    /// <summary>What decides over who sees what.</summary>
    [JsonIgnore]
    public Confidence Confidence => new(Circle, NameHidden, Course?.Stage ?? Stage.Acknowledge) { LessonShared = Lesson?.Both == true };

    /// <summary>The resolution that both sides confirmed; null if there is none.</summary>
    [JsonIgnore]
    public Saying? Agreement => Course?.Confirmed is { } number ? Sayings.FirstOrDefault(s => s.Offer == number) : null;

    /// <summary>A side.</summary>
    public Party Of(Side side) => side == Side.Raiser ? Raiser : Other;
}

/// <summary>What the statistics keep of a tension: nobody is in it.</summary>
/// <param name="Year">The year in which it ended.</param>
/// <param name="Ending">How.</param>
/// <param name="Stage">At which stage.</param>
/// <param name="Days">After how many days.</param>
public sealed record Trace(int Year, Ending Ending, Stage Stage, int Days);
