using System.Globalization;
using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>What partners weigh, in words. Weights are known before anybody votes, and hide nothing.</summary>
public static class WeightWords
{
    private const int NamesShown = 12;

    /// <summary>A weight with the reader's decimal sign.</summary>
    public static Text Number(Weight weight)
    {
        var parts = weight.ToString().Split('.');
        var whole = long.Parse(parts[0], CultureInfo.InvariantCulture);

        // Digit by digit: a number would lose the zeros it begins with.
        return parts.Length == 1 ? whole : Text.Say("weight.decimal", ("whole", whole), ("digits", new Text.Joined([.. parts[1].Select(d => (Text)(long)(d - '0'))])));
    }

    /// <summary>Whether weights were agreed on: not all are one.</summary>
    public static bool Agreed(IReadOnlyCollection<Voter> voters) => voters.Any(v => v.Weighs != Weight.One);

    /// <summary>Whether they count differently: a cap may leave no difference between few.</summary>
    public static bool Differ(IReadOnlyCollection<Voter> voters, int? capPercent) => Agreed(voters) && Weights.Of(voters, capPercent).Values.Distinct().Skip(1).Any();

    /// <summary>Each partner's weight as it is counted: the heaviest by name, those that weigh what most do together.</summary>
    public static Text Of(IReadOnlyCollection<Voter> voters, int? capPercent)
    {
        var counted = Weights.Of(voters, capPercent);
        var usual = counted.Values.GroupBy(w => w).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
        var others = voters.Where(v => counted[v.Id] == usual && v.Weighs == usual).ToArray();
        var named = voters.Except(others.Length > 1 ? others : []).OrderByDescending(v => counted[v.Id]).ThenBy(v => v.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        Text[] parts =
        [
            .. named.Take(NamesShown).Select(v => v.Weighs == counted[v.Id]
                ? Text.Say("weight.of", ("partner", v.Name), ("weight", Number(v.Weighs)))
                : Text.Say("weight.cut", ("partner", v.Name), ("weight", Number(counted[v.Id])), ("agreed", Number(v.Weighs)))),
            .. named.Length > NamesShown ? [Text.Say("weight.more", ("n", named.Length - NamesShown))] : Array.Empty<Text>(),
            .. others.Length > 1 ? [Text.Say(named.Length == 0 ? "weight.all" : "weight.others", ("n", others.Length), ("weight", Number(usual)))] : Array.Empty<Text>(),
        ];
        var list = new Text.Joined([.. parts.SelectMany((p, i) => i == 0 ? [p] : new[] { new Text.Verbatim("; "), p })]);
        return capPercent is { } cap ? Text.Say("weight.capped", ("weights", list), ("percent", cap)) : list;
    }

    /// <summary>That the bars do not say what weights come to.</summary>
    internal static IEnumerable<Element> Remark(Decision decision, IReadOnlyList<Voice> voices) =>
        Differ([.. voices.Select(v => v.Voter)], decision.CapPercent) && decision.Method.Id != Method.ConsentId ? [new Element.Paragraph(Text.Say("weight.bars")) { Quiet = true }] : [];

    /// <summary>What was said, by weight, where that decided.</summary>
    internal static IEnumerable<Text> Sums(Decision decision, IReadOnlyList<Voice> voices)
    {
        Voter[] voters = [.. voices.Select(v => v.Voter)];
        if (decision.Terms.Anonymous || !Differ(voters, decision.CapPercent) || decision.Method.Id is not (Method.MajorityId or Method.GradientsId))
        {
            yield break;
        }

        var counted = Weights.Of(voters, decision.CapPercent);
        yield return Text.Say("weight.sums", ("parts", new Text.Listed([.. decision.Method.Choices.Select(c => Text.Say(
            "weight.sum",
            ("choice", decision.Method.Label(c)),
            ("weight", Number(Weight.Sum(voices.Where(v => v.Ballot?.Choice == c).Select(v => counted[v.Voter.Id]))))))])));
    }
}
