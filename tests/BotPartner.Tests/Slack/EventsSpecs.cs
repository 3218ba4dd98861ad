using System.Net;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Slack;

public sealed class EventsSpecs
{
    [Fact]
    public async Task A_mention_is_handed_in_without_the_mention_and_with_the_names_of_people()
    {
        await using var host = await SlackHost.Start();
        var response = await host.Event(Payloads.Event(Payloads.Mention("<@U0BOT> help &lt;<@U7>&gt; &amp; <@W8|Bo>")));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var said = Assert.IsType<Request.Said>(Assert.Single(host.Requests));
        Assert.Equal("help <@Ana Silva> & @Bo", said.Words);
        Assert.Equal(["U7", "W8"], said.Mentions.Select(m => m.User));
        Assert.Equal("slack:T1:C1:1531420617.000200", said.Id);
        Assert.Equal(("slack", "T1", "U1", "Ana Silva", "fr-FR"), (said.Person.Platform, said.Person.Realm, said.Person.User, said.Person.Name, said.Person.Language));
        Assert.Equal(new Place("slack", "T1", "C1", PlaceKind.Channel), said.Place);
        Assert.Equal(Instant.FromUnixTimeSeconds(1531420617) + Duration.FromMilliseconds(0.2), said.At);
    }

    [Fact]
    public async Task A_mention_is_answered_privately_in_its_thread_and_in_the_language_of_the_person()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Reply.Say(Text.Say("refusal.busy")));
        await host.Event(Payloads.Event(Payloads.Mention(more: ""","thread_ts":"1.2" """)));
        var call = await host.Slack.Next("chat.postEphemeral");
        Assert.Equal(("C1", "U1", "1.2"), (call.Words("channel"), call.Words("user"), call.Words("thread_ts")));
        Assert.Equal(Samples.Words("refusal.busy", "fr"), call.Words("text"));
        Assert.Equal("Bearer xoxb-canary", call.Authorization);
    }

    [Fact]
    public async Task A_direct_message_is_answered_in_the_conversation()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Reply.Say("hello"));
        await host.Event(Payloads.Event(Payloads.Direct()));
        Assert.Equal("D1", (await host.Slack.Next("chat.postMessage")).Words("channel"));
        Assert.Equal(PlaceKind.Personal, Assert.Single(host.Requests).Place.Kind);
    }

    [Fact]
    public async Task A_form_asked_for_in_words_becomes_a_button_that_opens_it()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult<Reply>(new Reply.Open(Samples.Form()));
        await host.Event(Payloads.Event(Payloads.Direct()));
        Assert.Contains("\"action_id\":\"ask.open\"", (await host.Slack.Next("chat.postMessage")).Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""","bot_id":"B0BOT" """)]
    [InlineData(""","subtype":"bot_message" """)]
    [InlineData(""","subtype":"message_changed","hidden":true""")]
    public async Task Messages_of_bots_and_edits_are_not_listened_to(string more)
    {
        await using var host = await SlackHost.Start();
        Assert.Equal(HttpStatusCode.OK, (await host.Event(Payloads.Event(Payloads.Direct(more: more)))).StatusCode);
        Assert.Empty(host.Requests);
    }

    [Theory]
    [InlineData("""{"type":"message","channel_type":"im","user":"U0BOT","text":"help","ts":"1.2","channel":"D1"}""")]
    [InlineData("""{"type":"message","channel_type":"channel","user":"U1","text":"help","ts":"1.2","channel":"C1"}""")]
    [InlineData("""{"type":"app_home_opened","user":"U1","channel":"D1","tab":"messages","event_ts":"1"}""")]
    [InlineData("""{"type":"member_joined_channel","user":"U5","channel":"C1","team":"T1"}""")]
    [InlineData("""{"type":"app_uninstalled"}""")]
    [InlineData("""{"type":"tokens_revoked","tokens":{"bot":["U0BOT"]}}""")]
    [InlineData("""{"type":"team_access_granted","team_ids":["T2"]}""")]
    [InlineData("""{"type":"team_access_revoked","team_ids":["T2"]}""")]
    [InlineData("""{"type":"something_new"}""")]
    public async Task What_does_not_concern_the_bot_is_acknowledged(string ev)
    {
        await using var host = await SlackHost.Start();
        Assert.Equal(HttpStatusCode.OK, (await host.Event(Payloads.Event(ev))).StatusCode);
        Assert.Empty(host.Requests);
    }

    [Fact]
    public async Task The_bot_learns_that_it_came_and_that_it_went_even_if_the_payload_does_not_say_who_it_is()
    {
        await using var host = await SlackHost.Start();
        await host.Event(Payloads.Event("""{"type":"member_joined_channel","user":"U0BOT","channel":"C1","team":"T1","inviter":"U1"}""", "Ev1", authorizations: "[]"));
        await host.Event(Payloads.Event("""{"type":"member_left_channel","user":"U0BOT","channel":"C1","team":"T1"}""", "Ev2", authorizations: "[]"));
        await host.Event(Payloads.Event("""{"type":"channel_archive","user":"U1","channel":"C1"}""", "Ev3"));
        Assert.Equal(["Arrived", "Removed", "Removed"], host.Requests.Select(r => r.GetType().Name));
        Assert.Equal(("U1", "Ana Silva"), (host.Requests.First().Person.User, host.Requests.First().Person.Name));
        Assert.Single(host.Slack.Methods, "auth.test");
    }

    [Theory]
    [InlineData("channel_rename")]
    [InlineData("group_rename")]
    public async Task A_channels_new_name_is_handed_in_and_nobody_is_answered(string type)
    {
        await using var host = await SlackHost.Start();
        await host.Event(Payloads.Event($$$"""{"type":"{{{type}}}","channel":{"id":"C1","name":"rivers","created":1},"event_ts":"1.2"}"""));
        var renamed = Assert.IsType<Request.Renamed>(Assert.Single(host.Requests));
        Assert.Equal((new Place("slack", "T1", "C1", PlaceKind.Channel) { Name = "rivers" }, "slack:T1:Ev1"), (renamed.Place, renamed.Id));
        Assert.Empty(host.Slack.Methods);
    }

    [Fact]
    public async Task A_channels_new_id_is_handed_in_with_the_one_it_had_and_nobody_is_answered()
    {
        await using var host = await SlackHost.Start();
        await host.Event(Payloads.Event("""{"type":"channel_id_changed","old_channel_id":"G1","new_channel_id":"C1","event_ts":"1612206778.000000"}"""));
        var moved = Assert.IsType<Request.Moved>(Assert.Single(host.Requests));
        Assert.Equal((new Place("slack", "T1", "C1", PlaceKind.Channel), "slack/T1/G1", "slack:T1:Ev1"), (moved.Place, moved.Before.Key, moved.Id));
        Assert.Empty(host.Slack.Methods);
    }

    [Fact]
    public async Task A_channel_that_is_opened_again_is_come_back_to_only_where_the_bot_still_is_in_it()
    {
        await using var host = await SlackHost.Start();
        await host.Event(Payloads.Event("""{"type":"channel_unarchive","user":"U1","channel":"C1"}""", "Ev1"));
        var back = Assert.IsType<Request.Arrived>(Assert.Single(host.Requests));
        Assert.Equal(("C1", "U1", "Ana Silva"), (back.Place.Channel, back.Person.User, back.Person.Name));
        host.Slack.Answers["conversations.info"] = () => SlackStub.Json("""{"ok":true,"channel":{"id":"C1","is_member":false}}""");
        Assert.Equal(HttpStatusCode.OK, (await host.Event(Payloads.Event("""{"type":"group_unarchive","user":"U1","channel":"C1"}""", "Ev2"))).StatusCode);
        host.Slack.Answers["conversations.info"] = () => SlackStub.Json("""{"ok":false,"error":"channel_not_found"}""");
        Assert.Equal(HttpStatusCode.OK, (await host.Event(Payloads.Event("""{"type":"channel_unarchive","user":"U1","channel":"C1"}""", "Ev3"))).StatusCode);
        host.Slack.Answers["conversations.info"] = () => SlackStub.Json("""{"ok":false,"error":"internal_error"}""");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Event(Payloads.Event("""{"type":"channel_unarchive","user":"U1","channel":"C1"}""", "Ev4"))).StatusCode);
        Assert.Single(host.Requests);
    }

    [Fact]
    public async Task Not_knowing_who_the_bot_is_asks_for_another_delivery()
    {
        await using var host = await SlackHost.Start();
        host.Slack.Answers["auth.test"] = () => SlackStub.Json("""{"ok":false,"error":"internal_error"}""");
        var ev = Payloads.Event("""{"type":"member_joined_channel","user":"U0BOT","channel":"C1","team":"T1"}""", authorizations: "[]");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Event(ev)).StatusCode);
        host.Slack.Answers.Clear();
        Assert.Equal(HttpStatusCode.OK, (await host.Event(ev, retry: 1)).StatusCode);
        Assert.Single(host.Requests);
    }

    [Fact]
    public async Task A_second_delivery_shares_the_work_of_the_first_and_a_third_finds_it_done()
    {
        await using var host = await SlackHost.Start();
        var gate = new TaskCompletionSource<Reply>();
        var reached = new TaskCompletionSource();
        host.Does = _ =>
        {
            reached.TrySetResult();
            return gate.Task;
        };
        var first = host.Event(Payloads.Event(Payloads.Direct()));
        await reached.Task;
        var second = host.Event(Payloads.Event(Payloads.Direct(), "Ev2"), retry: 1);
        await Passing.Until(() => host.Time.Waiting >= 2);
        Assert.False(first.IsCompleted || second.IsCompleted);
        gate.SetResult(Reply.None);
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Event(Payloads.Event(Payloads.Direct()), retry: 2)).StatusCode);
        Assert.Single(host.Requests);
    }

    [Fact]
    public async Task Work_that_takes_too_long_is_not_acknowledged_until_it_is_done()
    {
        await using var host = await SlackHost.Start();
        var gate = new TaskCompletionSource<Reply>();
        var reached = new TaskCompletionSource();
        host.Does = _ =>
        {
            reached.TrySetResult();
            return gate.Task;
        };
        var first = host.Event(Payloads.Event(Payloads.Direct("help")));
        await reached.Task;
        await host.Time.PassUntil(first);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await first).StatusCode);
        gate.SetResult(Reply.Say("done"));
        await host.Slack.Next("chat.postMessage");
        Assert.Equal(HttpStatusCode.OK, (await host.Event(Payloads.Event(Payloads.Direct("help")), retry: 1)).StatusCode);
        Assert.Single(host.Requests);
    }

    [Fact]
    public async Task While_the_store_is_down_Slack_is_asked_to_deliver_again_and_the_person_hears_of_it_only_at_last()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => throw new StoreUnavailableException("down");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Event(Payloads.Event(Payloads.Direct()))).StatusCode);
        Assert.DoesNotContain("chat.postMessage", host.Slack.Methods);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Event(Payloads.Event(Payloads.Direct()), retry: 3)).StatusCode);
        Assert.Equal(2, host.Requests.Count);
        await host.Slack.Next("chat.postMessage");
    }

    [Fact]
    public async Task A_guest_of_another_workspace_keeps_the_own_workspace()
    {
        await using var host = await SlackHost.Start();
        await host.Event(Payloads.Event(Payloads.Direct(more: ""","user_team":"T9","source_team":"T9" """), team: "T9"));
        var request = Assert.Single(host.Requests);
        Assert.Equal(("T9", "T1"), (request.Person.Realm, request.Place.Realm));
    }
}
