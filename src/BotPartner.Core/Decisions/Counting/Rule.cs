using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>One of the five ways of counting. A closed family without state: the settings are the <see cref="Method"/>'s.</summary>
public abstract class Rule
{
    private static readonly Dictionary<string, Rule> ByMethod = new()
    {
        [Method.ConsentId] = new ConsentRule(),
        [Method.MajorityId] = new MajorityRule(),
        [Method.GradientsId] = new GradientsRule(),
        [Method.ChooseId] = new ChooseRule(),
        [Method.RankId] = new RankRule(),
    };

    private protected Rule()
    {
    }

    /// <summary>Whether the method needs options.</summary>
    public virtual bool TakesOptions => false;

    /// <summary>The rule of a method's id, or null.</summary>
    public static Rule? Find(string method) => ByMethod.GetValueOrDefault(method);

    /// <summary>See <see cref="Method.Choices"/>.</summary>
    public abstract IReadOnlyList<string> Choices(Method method);

    /// <summary>See <see cref="Method.NeedsReason"/>.</summary>
    public virtual bool NeedsReason(Method method, string content) => false;

    /// <summary>See <see cref="Method.Read"/>.</summary>
    public virtual Reading Read(Method method, string content) =>
        Choices(method).Contains(content) ? content : Reading.Wrong(content, Text.Say("ballot.choice.missing"));

    /// <summary>See <see cref="Method.Label"/>.</summary>
    public virtual Text Label(Method method, string content) => new Text.Said($"choice.{content}");

    /// <summary>How many ballots said what, whatever they weigh: by choice or option, those that nobody chose with 0.</summary>
    public IReadOnlyDictionary<string, int> Tally(Method method, IEnumerable<string> contents)
    {
        var counts = Columns(method).ToDictionary(c => c, _ => 0);
        foreach (var column in contents.SelectMany(ColumnsOf))
        {
            counts[column]++;
        }

        return counts;
    }

    /// <summary>What the ballots come to if the quorum is met.</summary>
    /// <param name="method">The settings.</param>
    /// <param name="papers">The ballots in any order, each as <see cref="Read"/> gives it.</param>
    /// <param name="roll">Who could vote.</param>
    public abstract (Result Result, Working Working) Decide(Method method, IReadOnlyList<Paper> papers, Roll roll);

    /// <summary>The keys of a tally, in the order of the card.</summary>
    protected virtual IEnumerable<string> Columns(Method method) => Choices(method);

    /// <summary>The keys that a ballot counts under.</summary>
    protected virtual IEnumerable<string> ColumnsOf(string content) => [content];

    /// <summary>The weight of the ballots that fulfil a condition.</summary>
    protected static Weight Sum(IEnumerable<Paper> papers, Func<Paper, bool> which) => Weight.Sum(papers.Where(which).Select(p => p.Weight));
}

/// <summary>A ballot as it is counted: without its voter.</summary>
/// <param name="Content">What it says, in canonical form.</param>
/// <param name="Weight">What it weighs.</param>
/// <param name="Constituency">Whose it is; null where that is not known (anonymous).</param>
public sealed record Paper(string Content, Weight Weight, string? Constituency);

/// <summary>Who could vote, by weight.</summary>
/// <param name="Total">All together.</param>
/// <param name="Constituencies">Each that has voters, in the order of their names.</param>
public sealed record Roll(Weight Total, IReadOnlyList<(string Id, Weight Total)> Constituencies);
