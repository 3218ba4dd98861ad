using BotPartner.Core.Chat;


namespace BotPartner.Tests.Access;

/// <summary>Every cell of the table <see cref="Rights"/>: each way to ask for something, by everybody.</summary>
public sealed class RightsSpecs
{
    // What is counted or noted of a request that changes nothing: wrong codes.
    private static readonly string[] Books = ["guesses"];

    public static TheoryData<string, string> Cells => [.. Rights.Cells.Select(c => (c.Way.Title, $"{c.Who}"))];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Only_who_may_can(string way, string who)
    {
        var ((deed, asked), by) = (Rights.Way(way), Enum.Parse<Who>(who));
        var world = await World.Get();
        using var desk = world.Open();
        var reply = await desk.Do(asked.By(by, world, desk.Now));
        var after = desk.Documents.All;
        var written = world.Written(after);
        var changed = written.Where(e => !Books.Contains(e.Kind) && (!Elsewhere(asked, by) || e.Key.Partition == World.Id)).Select(e => e.Key.Id).ToArray();
        var outcome = Refusals.In(reply) ?? (reply is Reply.Correct ? "to be mended" : null);
        if (deed.May.HasFlag(by))
        {
            Assert.True(outcome is null, $"refused: {outcome}");
            Assert.True(!asked.Changes || changed.Length > 0, $"nothing changed: {Refusals.Keys(reply)}");
        }
        else
        {
            Assert.True(changed.Length == 0, $"changed {string.Join(", ", changed)}: {Refusals.Keys(reply)}");
            Assert.True(outcome is not null || deed.Idle.HasFlag(by) || Elsewhere(asked, by), $"not refused: {Refusals.Keys(reply)}");
        }

        Secrets.Kept(by, reply, written, after);
    }

    // Who types in the place of their own partnership asks for something there.
    private static bool Elsewhere(Way way, Who who) => way.Kind is "said" or "sought" && (who & (Who.Rival | Who.RivalSteward)) != Who.None;
}
