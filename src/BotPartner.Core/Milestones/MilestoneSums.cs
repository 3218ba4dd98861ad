using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary>The milestones that are pursued or were reached.</summary>
/// <param name="Late">Whose day is over, the longest first.</param>
/// <param name="Due">Whose day is to come, the next first.</param>
/// <param name="Done">That were reached, the latest first.</param>
public sealed record MilestoneSums(IReadOnlyList<Milestone> Late, IReadOnlyList<Milestone> Due, IReadOnlyList<Milestone> Done)
{
    /// <summary>How many there are.</summary>
    public int Count => Late.Count + Due.Count + Done.Count;

    /// <summary>The picture: how many are done, due and late, each also said in numbers.</summary>
    public Element Bars => new Element.Bars(
    [
        new(Text.Say("milestones.bar.done"), Done.Count, Count),
        new(Text.Say("milestones.bar.due"), Due.Count, Count),
        new(Text.Say("milestones.bar.late"), Late.Count, Count),
    ]);

    /// <summary>Of all of them, as they stand on a day.</summary>
    public static async Task<MilestoneSums> Of(IAsyncEnumerable<Milestone> all, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(all);
        var kept = new List<Milestone>();
        await foreach (var milestone in all)
        {
            if (milestone.Dropped is null)
            {
                kept.Add(milestone);
            }
        }

        return new(
            [.. kept.Where(m => m.Late(today)).OrderBy(m => m.On, StringComparer.Ordinal).ThenBy(m => m.Number)],
            [.. kept.Where(m => m.Open && !m.Late(today)).OrderBy(m => m.On, StringComparer.Ordinal).ThenBy(m => m.Number)],
            [.. kept.Where(m => m.Done is not null).OrderByDescending(m => m.Done!.At).ThenByDescending(m => m.Number)]);
    }
}
