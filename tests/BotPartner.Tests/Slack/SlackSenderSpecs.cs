using System.Net;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Tests.Slack;

public sealed class SlackSenderSpecs
{
    private static readonly Card Card = Card.Of("words & <more>");
    private static readonly Addressee Channel = new(new("slack", "T1", "C1", PlaceKind.Channel), "en", "UTC");

    [Fact]
    public async Task A_post_is_a_message_and_its_edit_an_update_of_it()
    {
        await using var host = await SlackHost.Start();
        var sender = host.Get<ISender>();
        Assert.Equal(("slack", new Window(1, Duration.FromSeconds(1))), (sender.Platform, Assert.Single(sender.Pace)));
        var done = Assert.IsType<Sent.Done>(await sender.Post(Channel, Card, null, TestContext.Current.CancellationToken));
        var post = await host.Slack.Next("chat.postMessage");
        Assert.Equal(("C1", "words &amp; &lt;more&gt;", "none"), (post.Words("channel"), post.Words("text"), post.Words("parse")));
        Assert.Equal("https://slack.com/api/chat.postMessage", post.Url.ToString());
        Assert.IsType<Sent.Done>(await sender.Edit(Channel, done.Message, Card, TestContext.Current.CancellationToken));
        var edit = await host.Slack.Next("chat.update");
        Assert.Equal(("C1", "1531420700.000100", "none"), (edit.Words("channel"), edit.Words("ts"), edit.Words("parse")));
    }

    [Fact]
    public async Task A_message_is_edited_at_the_id_that_its_channel_has_now()
    {
        await using var host = await SlackHost.Start();
        await host.Get<ISender>().Edit(Channel with { Place = Channel.Place with { Channel = "C7" } }, "C1/1531420700.000100", Card, TestContext.Current.CancellationToken);
        var edit = await host.Slack.Next("chat.update");
        Assert.Equal(("C7", "1531420700.000100"), (edit.Words("channel"), edit.Words("ts")));
        await host.Get<ISender>().Edit(Channel with { Place = new Person("slack", "T1", "U1", "Ana").Direct }, "D9/1531420700.000100", Card, TestContext.Current.CancellationToken);
        Assert.Equal("D9", (await host.Slack.Next("chat.update")).Words("channel"));
    }

    [Fact]
    public async Task What_follows_up_a_message_stands_in_its_thread()
    {
        await using var host = await SlackHost.Start();
        await host.Get<ISender>().Post(Channel, Card, "C1/1531420700.000100", TestContext.Current.CancellationToken);
        var post = await host.Slack.Next("chat.postMessage");
        Assert.Equal("1531420700.000100", post.Words("thread_ts"));
        Assert.False(post.Body.TryGetProperty("ts", out _));
    }

    [Fact]
    public async Task A_direct_conversation_is_opened_once()
    {
        await using var host = await SlackHost.Start();
        var direct = Channel with { Place = new Person("slack", "T1", "U1", "Ana").Direct };
        await host.Get<ISender>().Post(direct, Card, null, TestContext.Current.CancellationToken);
        await host.Get<ISender>().Post(direct, Card, null, TestContext.Current.CancellationToken);
        Assert.Equal(["conversations.open", "chat.postMessage", "chat.postMessage"], host.Slack.Methods);
        Assert.Equal("U1", (await host.Slack.Next("conversations.open")).Words("users"));
        Assert.Equal("D9", (await host.Slack.Next("chat.postMessage")).Words("channel"));
    }

    [Theory]
    [InlineData("channel_not_found", typeof(Sent.Gone))]
    [InlineData("is_archived", typeof(Sent.Gone))]
    [InlineData("not_in_channel", typeof(Sent.Gone))]
    [InlineData("account_inactive", typeof(Sent.Later))]
    [InlineData("token_revoked", typeof(Sent.Later))]
    [InlineData("message_not_found", typeof(Sent.Refused))]
    [InlineData("cant_update_message", typeof(Sent.Refused))]
    [InlineData("edit_window_closed", typeof(Sent.Refused))]
    [InlineData("msg_too_long", typeof(Sent.Refused))]
    [InlineData("invalid_blocks", typeof(Sent.Refused))]
    [InlineData("internal_error", typeof(Sent.Later))]
    [InlineData("ratelimited", typeof(Sent.Later))]
    [InlineData("missing_scope", typeof(Sent.Later))]
    public async Task Slacks_error_words_say_what_becomes_of_a_message(string error, Type sent)
    {
        await using var host = await SlackHost.Start();
        host.Slack.Answers["chat.postMessage"] = () => SlackStub.Json($$"""{"ok":false,"error":"{{error}}"}""");
        Assert.IsType(sent, await host.Get<ISender>().Post(Channel, Card, null, TestContext.Current.CancellationToken));
        Assert.Single(host.Slack.Methods); // the courier tries again, not the sender
    }

    [Fact]
    public async Task A_throttled_method_is_left_alone_until_its_time_is_over_and_others_go_on()
    {
        await using var host = await SlackHost.Start();
        var sender = host.Get<ISender>();
        host.Slack.Answers["chat.update"] = () => SlackStub.Throttled(30);
        var later = Assert.IsType<Sent.Later>(await sender.Edit(Channel, "C1/1.2", Card, TestContext.Current.CancellationToken));
        Assert.Equal(Duration.FromSeconds(30), later.After);
        host.Slack.Answers.Clear();
        host.Time.Advance(TimeSpan.FromSeconds(29));
        later = Assert.IsType<Sent.Later>(await sender.Edit(Channel, "C1/1.2", Card, TestContext.Current.CancellationToken));
        Assert.Equal(Duration.FromSeconds(1), later.After);
        Assert.Single(host.Slack.Methods);
        Assert.IsType<Sent.Done>(await sender.Post(Channel, Card, null, TestContext.Current.CancellationToken));
        var elsewhere = Channel with { Place = Channel.Place with { Realm = "T2" } };
        Assert.IsType<Sent.Done>(await sender.Edit(elsewhere, "C1/1.2", Card, TestContext.Current.CancellationToken));
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<Sent.Done>(await sender.Edit(Channel, "C1/1.2", Card, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_channel_that_has_too_many_messages_keeps_no_other_channel_waiting()
    {
        await using var host = await SlackHost.Start();
        var sender = host.Get<ISender>();
        host.Slack.Answers["chat.postMessage"] = () => SlackStub.Throttled(30);
        var later = Assert.IsType<Sent.Later>(await sender.Post(Channel, Card, null, TestContext.Current.CancellationToken));
        Assert.Equal(Duration.FromSeconds(30), later.After);
        host.Slack.Answers.Clear();
        var beside = Channel with { Place = Channel.Place with { Channel = "C2" } };
        Assert.IsType<Sent.Done>(await sender.Post(beside, Card, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_unwell_Slack_is_tried_later()
    {
        await using var host = await SlackHost.Start();
        foreach (var answer in new Func<HttpResponseMessage>[]
        {
            () => SlackStub.Json("oops", HttpStatusCode.BadGateway),
            () => SlackStub.Json("<html>"),
            () => SlackStub.Json("[]"),
            () => throw new HttpRequestException("no route"),
            () => throw new TaskCanceledException("timeout"),
        })
        {
            host.Slack.Answers["chat.postMessage"] = answer;
            Assert.IsType<Sent.Later>(await host.Get<ISender>().Post(Channel, Card, null, TestContext.Current.CancellationToken));
        }

        Assert.IsType<Sent.Refused>(await host.Get<ISender>().Edit(Channel, "elsewhere", Card, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_direct_answer_waits_for_the_throttle_and_is_sent_then()
    {
        await using var host = await SlackHost.Start();
        host.Slack.Answers["chat.postMessage"] = () => SlackStub.Throttled(2);
        host.Does = _ => Task.FromResult(Reply.Say("hello"));
        await host.Event(Payloads.Event(Payloads.Direct()));
        await host.Slack.Next("chat.postMessage");
        host.Slack.Answers.Clear();
        await host.Time.PassUntil(host.Slack.Next("chat.postMessage"));
        Assert.Equal(2, host.Slack.Methods.Count(m => m == "chat.postMessage"));
    }
}
