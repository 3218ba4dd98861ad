using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>The questions by which a form asks what a ballot says, and what their answers come to.</summary>
public static class BallotFields
{
    private const string One = "choice";
    private const string Several = "several";
    private const string Place = "place";
    private const string NoPlace = "0";

    /// <summary>The questions, holding what is known.</summary>
    /// <param name="method">What may be said.</param>
    /// <param name="content">What the ballot says that stands, or what was typed; null for nothing.</param>
    /// <param name="members">Whether members vote, and not partners.</param>
    public static IReadOnlyList<Field> Of(Method method, string? content, bool members = false) => method.Id switch
    {
        Method.RankId => Places(method, content),
        Method.ChooseId when method.Approvals is not (null or 1) =>
        [
            new Field.Several(Several, Text.Say("ballot.several", ("max", method.Approvals.Value)), [.. Numbered(method).Select(o => new Option(o.Number, o.Name))])
            {
                Required = true, Value = Approval.Parse(content ?? "") is { } approval ? string.Join(',', approval.Options) : null, Hint = Text.Say("ballot.several.hint"),
            },
        ],
        _ => [new Field.Choice(One, Wording.Of(members, "ballot.choice"), [.. method.Choices.Select(c => new Option(c, method.Label(c)))]) { Required = true, Value = content }],
    };

    /// <summary>What was filled in, in the form of <see cref="Method.Read"/>; empty if nothing was.</summary>
    public static string Read(Method method, IReadOnlyDictionary<string, string> values)
    {
        if (method.Id != Method.RankId)
        {
            return values.GetValueOrDefault(Several) is { } several ? Approval.Prefix + several : values.GetValueOrDefault(One, "");
        }

        var ranks = Enumerable.Range(1, method.Options!.Count)
            .Select(o => (Option: o, Place: int.TryParse(values.GetValueOrDefault($"{Place}{o}"), out var place) ? place : 0))
            .Where(o => o.Place > 0)
            .GroupBy(o => o.Place).OrderBy(g => g.Key)
            .Select(g => (int[])[.. g.Select(o => o.Option)])
            .ToArray();
        return ranks.Length == 0 ? "" : new Ranking(ranks).ToString();
    }

    /// <summary>The field beside which it is said what is wrong with the answers.</summary>
    public static string Blamed(Method method) => Of(method, null)[0].Id;

    /// <summary>A menu of places for each option. It cannot be left without a choice once one was made, so "no place" is one.</summary>
    private static Field[] Places(Method method, string? content)
    {
        var ranking = Ranking.Parse(content ?? "");
        Option[] places =
        [
            .. Enumerable.Range(1, method.Options!.Count).Select(p => new Option(p.ToString(), Text.Say("ballot.place", ("place", p)))),
            new(NoPlace, Text.Say("ballot.place.none")),
        ];
        return [.. Numbered(method).Select((o, i) => new Field.Choice($"{Place}{o.Number}", o.Name, places) { Value = PlaceOf(ranking, i + 1) })];
    }

    private static string PlaceOf(Ranking? ranking, int option) =>
        ranking?.Ranks.Select((r, i) => (Rank: r, Place: i + 1)).FirstOrDefault(r => r.Rank.Contains(option)) is { Place: > 0 and var place } ? place.ToString() : NoPlace;

    private static IEnumerable<(string Number, string Name)> Numbered(Method method) => method.Options!.Select((o, i) => ((i + 1).ToString(), o));
}
