using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>What was said so far, or in the end: bars, names and reasons, as far as visibility lets them be seen.</summary>
public static class SumCards
{
    internal const int ReasonsShown = 5;
    private const int RankingsShown = 6;
    private const int HoldersShown = 12;

    /// <summary>All of it; where votes are hidden, the turnout.</summary>
    public static IEnumerable<Element> Of(Decision decision, IReadOnlyList<Voice> voices)
    {
        var spoken = voices.Where(v => v.Ballot is not null).ToArray();
        var turnout = new Bar(Text.Say("decision.turnout"), Turnout(decision, voices), voices.Count);
        if (decision.Hidden)
        {
            return [new Element.Bars([turnout]), .. Options(decision.Method), .. Mandated(voices)];
        }

        return [new Element.Bars([turnout, .. Bars(decision.Method, [.. spoken.Select(v => v.Ballot!.Choice)])]), .. Remark(decision.Method), .. WeightWords.Remark(decision, voices), .. Names(decision, voices, spoken), .. Mandated(voices), .. Reasons(decision.Method, spoken)];
    }

    /// <summary>How many took part. Where votes are hidden a mandate adds nothing yet: it would tell whose ballot came; and delegates
    /// who do not agree take nothing away: the card would tell that they do not.</summary>
    public static int Turnout(Decision decision, IReadOnlyList<Voice> voices) => decision.Hidden
        ? voices.Count(v => v.Divided || v is { TookPart: true, Via: null })
        : voices.Count(v => v.TookPart);

    /// <summary>The sum of a round that is over.</summary>
    public static IEnumerable<Bar> Bars(Method method, Outcome outcome) => method.Id switch
    {
        _ when outcome.Counts.Count == 0 => [], // Anonymous, and not opened.
        Method.RankId => [new(Text.Say("decision.ranked"), outcome.Of(RankRule.Ranked), outcome.Cast), new(Text.Say("choice.abstain"), outcome.Of(Choice.Abstain), outcome.Cast)],
        Method.ChooseId => [.. method.Options!.Select((o, i) => new Bar(Numbered(i + 1, o), outcome.Of($"{i + 1}"), outcome.Cast)), new(Text.Say("choice.abstain"), outcome.Of(Choice.Abstain), outcome.Cast)],
        _ => [.. method.Choices.Select(c => new Bar(method.Label(c), outcome.Of(c), outcome.Cast))],
    };

    /// <summary>An option as cards show it: a ballot can name it by either.</summary>
    public static Text Numbered(int place, string option) => new Text.Joined([new Text.Verbatim($"{place}. "), option]);

    /// <summary>What a ballot says where there is little room: options by their places.</summary>
    public static Text Brief(Method method, string content) =>
        Ranking.Parse(content) is { } ranking ? new Text.Verbatim(string.Join(" > ", ranking.Ranks.Select(r => string.Join(" = ", r)))) : method.Label(content);

    private static IEnumerable<Bar> Bars(Method method, string[] contents)
    {
        if (!method.Rule.TakesOptions)
        {
            return method.Choices.Select(c => new Bar(method.Label(c), contents.Count(said => said == c), contents.Length));
        }

        var counts = new int[method.Options!.Count];
        foreach (var option in contents.SelectMany(c => Approval.Parse(c)?.Options ?? Ranking.Parse(c)?.Ranks[0] ?? []))
        {
            counts[option - 1]++;
        }

        return method.Options.Select((o, i) => new Bar(Numbered(i + 1, o), counts[i], contents.Length))
            .Append(new(Text.Say("choice.abstain"), contents.Count(c => c == Choice.Abstain), contents.Length));
    }

    private static IEnumerable<Element> Options(Method method) => method.Rule.TakesOptions
        ? [new Element.Facts([.. method.Options!.Select((o, i) => new Fact(Text.Say("decision.option", ("place", i + 1)), o))])]
        : [];

    private static IEnumerable<Element> Remark(Method method) =>
        method.Id == Method.RankId ? [new Element.Paragraph(Text.Say("decision.first-places")) { Quiet = true }] : [];

    private static IEnumerable<Element> Names(Decision decision, IReadOnlyList<Voice> voices, Voice[] spoken)
    {
        var silent = voices.Where(v => v is { Ballot: null, Divided: false }).Select(v => v.Voter.Shown).ToArray();
        var divided = voices.Where(v => v is { Ballot: null, Divided: true }).Select(v => v.Voter.Shown).ToArray();
        var said = decision.Method.Id == Method.RankId ? Rankings(decision.Method, spoken) : Groups(decision.Method, spoken);
        Fact[] lines =
        [
            .. said,
            .. divided.Length == 0 ? [] : new[] { new Fact(Text.Say(decision.Phase == Phase.Closed ? "decision.divided.over" : "decision.divided"), PartnershipCards.Names(divided)) },
            .. silent.Length == 0 ? [] : new[] { new Fact(Text.Say(decision.Phase == Phase.Closed ? "decision.silent" : "decision.waiting"), PartnershipCards.Names(silent)) },
        ];
        return lines.Length > 0 ? [new Element.Facts(lines)] : [];
    }

    private static IEnumerable<Element> Mandated(IReadOnlyList<Voice> voices)
    {
        var given = voices.Where(v => v.Holder is not null).GroupBy(v => v.Holder!).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        return given.Length == 0
            ? []
            : [new Element.Facts([.. given.Take(HoldersShown).Select(g => new Fact(Text.Say("decision.mandates.of", ("holder", g.Key)), PartnershipCards.Names([.. g.Select(v => v.Voter.Name)])))])];
    }

    private static string Name(Voice voice) => voice.Via is null ? voice.Voter.Shown : $"{voice.Voter.Name} ({voice.Holder})";

    private static IEnumerable<Fact> Groups(Method method, Voice[] spoken)
    {
        var columns = method.Id == Method.ChooseId
            ? [.. method.Options!.Select((o, i) => (Label: (Text)o, Says: (Func<string, bool>)(c => Approval.Parse(c)?.Options.Contains(i + 1) == true))), (Label: Text.Say("choice.abstain"), Says: c => c == Choice.Abstain)]
            : method.Choices.Select(choice => (Label: method.Label(choice), Says: (Func<string, bool>)(c => c == choice)));
        return columns
            .Select(c => (c.Label, Names: spoken.Where(v => c.Says(v.Ballot!.Choice)).Select(Name).ToArray()))
            .Where(c => c.Names.Length > 0)
            .Select(c => new Fact(c.Label, PartnershipCards.Names(c.Names)));
    }

    private static IEnumerable<Fact> Rankings(Method method, Voice[] spoken)
    {
        var groups = spoken.GroupBy(v => v.Ballot!.Choice).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToArray();
        return groups.Take(RankingsShown)
            .Select(g => new Fact(Brief(method, g.Key), PartnershipCards.Names([.. g.Select(Name)])))
            .Concat(groups.Length > RankingsShown ? [new Fact(Text.Say("decision.rankings"), Text.Say("decision.rankings.more", ("n", groups.Length - RankingsShown)))] : []);
    }

    /// <summary>Whose words these are, with the principle that they cite.</summary>
    internal static Text Said(Text by, string? principle) => principle is null ? by : Text.Say("decision.reason.principle", ("by", by), ("principle", principle));

    /// <summary>Objections first, word by word.</summary>
    private static IEnumerable<Element> Reasons(Method method, Voice[] spoken)
    {
        var reasons = spoken.Where(v => v.Ballot!.Reason is not null).OrderBy(v => !method.NeedsReason(v.Ballot!.Choice)).ToArray();
        foreach (var voice in reasons.Take(ReasonsShown))
        {
            yield return new Element.Quote(voice.Ballot!.Reason!) { By = Said(Text.Say("decision.reason", ("partner", voice.Voter.Shown), ("choice", Brief(method, voice.Ballot.Choice))), voice.Ballot.Principle) };
        }

        if (reasons.Length > ReasonsShown)
        {
            yield return new Element.Paragraph(Text.Say("decision.reasons.more", ("n", reasons.Length - ReasonsShown))) { Quiet = true };
        }
    }
}
