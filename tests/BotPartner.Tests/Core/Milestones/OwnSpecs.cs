using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Milestones;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Milestones;

/// <summary>What is kept of a person in milestones is theirs to have, and gone when they want to be forgotten; what they did for their partner stays its.</summary>
public sealed class OwnSpecs
{
    private const string Nobody = "zsouthina";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_handed_out_and_forgotten_while_kudos_and_credits_stay_counted()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await chamber.Joins(Nobody, "south", delegates: true);
        await chamber.Knows(Nobody);
        await desk.Do(chamber.Say(Nobody, "milestone add Wells dug by friday owner south"));
        await desk.Do(chamber.Say(Nobody, "milestone add Pumps set by 2026-03-10 owner south"));
        await desk.Do(chamber.Say(Nobody, "milestone done 1 by walking there"));
        await desk.Do(chamber.Say(Nobody, "milestone credit 1 forty days of digging"));
        await desk.Do(chamber.Say(Nobody, "kudos 1"));
        await Later(chamber, desk);
        var own = await Text((Reply.File)await desk.Do(chamber.Say(Nobody, "export me") with { Place = Chamber.Delegate(Nobody).Direct }));
        foreach (var kept in new[] { "Wells dug", "Pumps set", "by walking there", "forty days of digging", "\"clap\"" })
        {
            Assert.Contains(kept, own, StringComparison.Ordinal);
        }

        Assert.NotEmpty(await Knowing(chamber));
        var sure = (Reply.Show)await desk.Do(chamber.Say(Nobody, "forget me"));
        var button = sure.Card.Elements.OfType<Element.Buttons>().Single().Items.First(b => b.Action.Contains("forget", StringComparison.Ordinal));
        await desk.Do(chamber.Press(Nobody, button.Action, new(button.Args)));
        await Later(chamber, desk);
        Assert.Empty(await Knowing(chamber));

        await desk.Do(chamber.Say("west", "kudos 1"));
        await Later(chamber, desk);
        Assert.Equal(2, (await chamber.Celebration())!.State.Kudos["clap"]);
        Assert.Equal(("south", "forty days of digging"), ((await chamber.Celebration())!.State.Confirmed.Single().Name, (await chamber.Celebration())!.State.Confirmed.Single().Line));
        Assert.Contains("Contributed: south", (await desk.Do(chamber.Say("west", "celebrations"))).Read(), StringComparison.Ordinal);
    }

    private static async Task Later(Chamber chamber, Chamber.Desk desk)
    {
        for (var i = 0; i < 3; i++)
        {
            chamber.Time.Advance(TimeSpan.FromSeconds(2));
            await desk.Tick();
        }
    }

    private static async Task<string> Text(Reply.File file)
    {
        using var to = new MemoryStream();
        await file.Write(to, Stop);
        return Encoding.UTF8.GetString(to.ToArray());
    }

    /// <summary>The documents that name the person, or hold what stands for their account.</summary>
    private static async Task<List<string>> Knowing(Chamber chamber)
    {
        var knowing = new List<string>();
        foreach (var kind in new[] { MilestoneKinds.Milestone.Name, MilestoneKinds.Celebration.Name, MilestoneKinds.Kudos.Name })
        {
            foreach (var entry in await chamber.Documents.List(Chamber.Id, kind, "", 1000, Stop))
            {
                var body = Encoding.UTF8.GetString(entry.Body.Span);
                if (body.Contains(Nobody, StringComparison.Ordinal) || body.Contains(Key.Hash(Chamber.Delegate(Nobody).Key), StringComparison.Ordinal))
                {
                    knowing.Add(entry.Key.Id);
                }
            }
        }

        return knowing;
    }
}
