using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions.Counting;

/// <summary>An election: how it is counted and what everybody said.</summary>
internal sealed record Election(Terms Terms, IReadOnlyList<Vote> Votes);

/// <summary>Elections made up by dice: small ones, so that ties, ceilings and thresholds are hit exactly and often.</summary>
internal static class Elections
{
    private static readonly string[] Constituencies = ["business", "media", "workers"];
    private static readonly string[] Thresholds = ["> 1/2", ">= 2/3", ">= 3/4", "> 2/3", ">= 3/5", "1/1"];
    private static readonly string[] Odd = ["0.000001", "0.5", "1", "1", "2", "2.5", "3.333333", "10", "100"];

    public static Election Of(string method, Dice dice)
    {
        var terms = new Terms(MethodOf(method, dice), dice.Of(1, 25, 33, 34, 50, 60, 67, 75, 100))
        {
            EachConstituency = dice.OneIn(5),
            CapPercent = dice.OneIn(3) ? dice.Of(1, 10, 15, 20, 25, 30, 33, 40, 50, 99, 100) : null,
        };
        var weighted = dice.OneIn(2);
        var silence = dice.Of(2, 4, 100);
        return new(terms, [.. Enumerable.Range(0, 1 + dice.Below(9)).Select(i => new Vote(
            new Voter($"v{i}", $"Voter {i}", dice.Of(Constituencies)) { Weight = weighted ? Weight.Parse(dice.Of(Odd)) : null },
            dice.OneIn(silence) ? null : ContentOf(terms.Method, dice)))]);
    }

    public static string ContentOf(Method method, Dice dice) => method.Id switch
    {
        Method.ChooseId => dice.OneIn(6) ? Choice.Abstain : new Approval([.. dice.Shuffled(Enumerable.Range(1, method.Options!.Count)).Take(1 + dice.Below(method.Approvals ?? 1)).Order()]).ToString(),
        Method.RankId => dice.OneIn(8) ? Choice.Abstain : RankingOf(method.Options!.Count, dice),
        Method.ConsentId => dice.OneIn(12) ? Choice.Object : dice.Of(Choice.Consent, Choice.Aside),
        Method.GradientsId => dice.OneIn(12) ? Choice.Oppose : dice.Of(Choice.Endorse, Choice.Support, Choice.Support, Choice.Mixed, Choice.Doubt),
        _ => dice.Of(Choice.For, Choice.For, Choice.Against, Choice.Abstain),
    };

    public static Method MethodOf(string id, Dice dice) => id switch
    {
        Method.ChooseId => Options(id, dice, 10) is var choose && dice.OneIn(2) ? choose : choose with { Approvals = 1 + dice.Below(choose.Options!.Count) },
        Method.RankId => Options(id, dice, 5),
        Method.ConsentId => Method.Consent,
        _ => new(id)
        {
            Threshold = dice.OneIn(6) ? null : Threshold.Parse(dice.Of(Thresholds)),
            OfElectorate = dice.OneIn(3),
            EachConstituency = dice.OneIn(4),
            Veto = id == Method.GradientsId && dice.OneIn(3),
            Supporting = id == Method.GradientsId ? dice.Of<int?>(null, 2, 3) : null,
        },
    };

    private static Method Options(string id, Dice dice, int most) => new(id) { Options = [.. Enumerable.Range(1, 2 + dice.Below(most - 1)).Select(i => $"Option {i}")] };

    private static string RankingOf(int options, Dice dice)
    {
        var named = dice.Shuffled(Enumerable.Range(1, options)).Take(1 + dice.Below(options));
        var ranks = new List<List<int>>();
        foreach (var option in named)
        {
            if (ranks.Count == 0 || !dice.OneIn(4))
            {
                ranks.Add([]);
            }

            ranks[^1].Add(option);
        }

        return new Ranking([.. ranks.Select(r => (int[])[.. r.Order()])]).ToString();
    }
}
