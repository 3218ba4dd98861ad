using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Privacy;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests.Core.Privacy;

/// <summary><c>forget me</c>: a tombstone stands where the person stood, and what their partner voted stays.</summary>
public sealed class ForgetSpecs
{
    private const string Nobody = "zsouthina";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Text | majority | quorum 20%")]
    [InlineData("Text | majority | quorum 20% | members")]
    public async Task No_document_but_the_chained_records_knows_the_person_and_the_ballot_stays(string proposal)
    {
        var (chamber, desk) = await Open(proposal);
        await desk.Do(chamber.Say(Nobody, "vote 1 for"));
        await desk.Do(chamber.Say(Nobody, "decide Of mine | majority | quorum 20%"));
        await desk.Do(chamber.Say("other-account", $"link {(await desk.Do(chamber.Say(Nobody, "link"))).Code()}"));
        await desk.Tick();
        await desk.Do(chamber.Say("other-account", "vote 1 against"));
        Assert.NotEmpty(await Knowing(chamber, Nobody));
        Assert.Equal(["forget.done"], (await Confirm(chamber, desk, Nobody)).Keys());
        await desk.Tick();
        Assert.Empty(await Knowing(chamber, Nobody));
        Assert.Empty(await Knowing(chamber, "other-account"));
        Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say(Nobody, "vote 1 abstain"))).Keys());
        Assert.Equal(["forget.nothing"], (await desk.Do(chamber.Say(Nobody, "export me"))).Keys());

        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        Assert.Equal((1, 1), ((await chamber.Decision(1)).Outcome!.Cast, (await chamber.Decision(1)).Outcome!.Of(Choice.Against)));
        Assert.Empty(await Knowing(chamber, Nobody));
        Assert.Equal(Forgetting.Nameless, (await chamber.Decision(2)).Proposer.Name);
    }

    [Fact]
    public async Task Nothing_happens_before_it_is_confirmed_and_the_last_steward_hands_over_first()
    {
        var (chamber, desk) = await Open("Text | majority | quorum 20%");
        var sure = await desk.Do(chamber.Say("north", "forget me"));
        Assert.True(sure.Confidential);
        Assert.True((await chamber.Member("north"))!.State.MayVote);
        Assert.Equal(["refusal.forget-steward"], (await Confirm(chamber, desk, "north")).Keys());
        Assert.True((await chamber.Member("north"))!.State.MayVote);
        await desk.Do(chamber.Say("north", "role @west steward") with { Mentions = [Chamber.Delegate("west")] });
        Assert.Equal(["forget.done"], (await Confirm(chamber, desk, "north")).Keys());
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(chamber.Say("north", "connect"))).Keys());
        Assert.Equal(["connect.code"], (await desk.Do(chamber.Say("west", "connect"))).Keys());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Nothing_is_kept_of_a_persons_own_chat_wherever_they_confirm_it(bool member, bool noted)
    {
        var (chamber, desk) = await Open("Text | majority | quorum 20%");
        var (who, chat) = (member ? Nobody : "stranger", new Place("north", "realm", "a:own-chat", PlaceKind.Personal));
        await desk.Do(new Request.Arrived { Id = "came", Person = Chamber.Delegate(who), Place = chat, At = chamber.Now });
        await desk.Tick();
        Assert.NotEmpty(await Knowing(chamber, chat.Channel));
        if (!noted)
        {
            // As it was before this was noted.
            var person = Kinds.PersonKey(Chamber.Delegate(who));
            await new Change(chamber.Documents, new DueSignal()).Run(Kinds.Person, person, null, current => current! with { State = current.State with { Chats = null } }, Stop);
        }

        await Confirm(chamber, desk, who, noted ? null : chat);
        await desk.Tick();
        Assert.Empty(await Knowing(chamber, chat.Channel));
        Assert.Null(await chamber.Documents.Find(Kinds.PlaceKey(chat), Stop));
        Assert.NotNull(await chamber.Documents.Find(Kinds.PlaceKey(chamber.Say("north", "x").Place), Stop));
    }

    [Theory]
    [InlineData("facilitator", true)]
    [InlineData("facilitator", false)]
    [InlineData("steward", true)]
    [InlineData("steward", false)]
    public async Task Who_has_a_role_and_speaks_for_no_partner_is_found_exported_and_forgotten(string role, bool noted)
    {
        var (chamber, desk) = await Open("Text | majority | quorum 20%");
        var guide = Chamber.Delegate("zguideon");
        await desk.Do(chamber.Say("north", $"role @zguideon {role}") with { Mentions = [guide] });
        if (!noted)
        {
            // As it was before this was noted: then it is found where the partnership meets.
            await new Change(chamber.Documents, new DueSignal()).Run(Kinds.Person, Kinds.PersonKey(guide), null, current => current! with { State = new([]) }, Stop);
        }

        var exported = Assert.IsType<Reply.File>(await desk.Do(noted ? chamber.Say("zguideon", "export me").Whispered() : chamber.Say("zguideon", "export me")));
        using var written = new MemoryStream();
        await exported.Write(written, Stop);
        Assert.Contains($"\"{role}\": true", Encoding.UTF8.GetString(written.ToArray()), StringComparison.Ordinal);
        Assert.Equal(["forget.done"], (await Confirm(chamber, desk, "zguideon")).Keys());
        await desk.Tick();
        Assert.Empty(await Knowing(chamber, "zguideon"));
        Assert.Equal(["forget.nothing"], (await desk.Do(chamber.Say("zguideon", "export me"))).Keys());
    }

    [Fact]
    public async Task The_last_steward_who_speaks_for_no_partner_is_not_forgotten_either()
    {
        var (chamber, desk) = await Open("Text | majority | quorum 20%");
        var guide = Chamber.Delegate("zguideon");
        await desk.Do(chamber.Say("north", "role @zguideon steward") with { Mentions = [guide] });
        await desk.Do(chamber.Say("north", "role @north none") with { Mentions = [Chamber.Delegate("north")] });
        Assert.Equal(["refusal.forget-steward"], (await Confirm(chamber, desk, "zguideon")).Keys());
    }

    [Fact]
    public async Task Who_is_unknown_is_told_that_nothing_is_kept()
    {
        var (chamber, desk) = await Open("Text | majority | quorum 20%");
        Assert.Equal(["forget.nothing"], (await Confirm(chamber, desk, "stranger")).Keys());
    }

    [Fact]
    public async Task A_forgetting_that_a_process_died_in_at_any_save_is_carried_through_by_another()
    {
        for (var deadly = 1; deadly <= 12; deadly++)
        {
            var (chamber, desk) = await Open("Text | majority | quorum 20%");
            await desk.Do(chamber.Say(Nobody, "vote 1 for"));
            var saves = 0;
            chamber.Documents.Writing = _ =>
            {
                if (++saves >= deadly)
                {
                    throw new StoreUnavailableException("died");
                }
            };
            try
            {
                await Confirm(chamber, desk, Nobody);
            }
            catch (StoreUnavailableException)
            {
            }

            chamber.Documents.Writing = null;
            await chamber.Process().Tick();
            await chamber.Process().Tick();
            if (deadly > 1)
            {
                Assert.Empty(await Knowing(chamber, Nobody));
            }
        }
    }

    [Fact]
    public async Task Who_comes_back_is_somebody_new_and_stays()
    {
        var (chamber, desk) = await Open("Text | majority | quorum 20%");
        await Confirm(chamber, desk, Nobody);
        Assert.NotNull((await chamber.Member(Nobody))!.Expires);
        await desk.Do(chamber.Say(Nobody, "join south"));
        await desk.Do(chamber.Say("north", $"admit @{Nobody}") with { Mentions = [Chamber.Delegate(Nobody)] });
        var back = (await chamber.Member(Nobody))!;
        Assert.Equal((Standing.Admitted, Nobody), (back.State.Standing, back.State.Person.User));
        Assert.Null(back.Expires);
    }

    [Fact]
    public async Task The_export_tells_of_the_one_who_asks_and_of_nobody_else()
    {
        var (chamber, desk) = await Open("Text | majority | quorum 20% | sealed");
        await desk.Do(chamber.Say(Nobody, "vote 1 for"));
        await desk.Do(chamber.Say("north", "vote 1 against"));
        var file = Assert.IsType<Reply.File>(await desk.Do(chamber.Say(Nobody, "export me")));
        Assert.True(file.Confidential);
        using var to = new MemoryStream();
        await file.Write(to, Stop);
        var text = Encoding.UTF8.GetString(to.ToArray());
        Assert.All(["\"speaksFor\": \"south\"", $"\"user\": \"{Nobody}\"", "\"choice\": \"for\"", "\"number\": 1"], t => Assert.Contains(t, text, StringComparison.Ordinal));
        Assert.All(["north\"", "west", "against"], t => Assert.DoesNotContain(t, text.Replace("\"platform\": \"north\"", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    private static async Task<Reply> Confirm(Chamber chamber, Chamber.Desk desk, string who, Place? where = null)
    {
        var sure = (Reply.Show)await desk.Do(chamber.Say(who, "forget me"));
        var button = sure.Card.Elements.OfType<Element.Buttons>().Single().Items[0];
        var press = chamber.Press(who, button.Action, button.Args.ToDictionary());
        return await desk.Do(where is null ? press : press with { Place = where });
    }

    /// <summary>The documents that name an account, but for what expires by itself within a day or so.</summary>
    private static async Task<IReadOnlyList<string>> Knowing(Chamber chamber, string who)
    {
        var found = new List<string>();
        await foreach (var entry in chamber.Documents.Read(null, Stop))
        {
            if (entry.Kind is not ("code" or "guesses" or "record") && Encoding.UTF8.GetString(entry.Body.Span).Contains(who, StringComparison.Ordinal))
            {
                found.Add($"{entry.Key} {Encoding.UTF8.GetString(entry.Body.Span)}");
            }
        }

        return found;
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open(string proposal)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await chamber.Joins(Nobody, "south", delegates: true);
        var person = Kinds.PersonKey(Chamber.Delegate(Nobody));
        await new Change(chamber.Documents, new DueSignal()).Run(Kinds.Person, person, null, _ => Kinds.Person.New(person, new([Chamber.Id])), Stop);
        await desk.Do(chamber.Say("north", $"decide {proposal}"));
        await desk.Tick();
        return (chamber, desk);
    }
}
