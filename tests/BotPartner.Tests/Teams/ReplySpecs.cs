using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Core.Chat;

namespace BotPartner.Tests.Teams;

/// <summary>How answers travel back, each the way its request came.</summary>
public sealed class ReplySpecs : IAsyncLifetime
{
    private const string ChannelSend = "/emea/t1/v3/conversations/19%3Ac%40thread.tacv2%3Bmessageid%3D1795/activities";
    private static readonly Form Idea = new("idea", "New idea", "Send", [new Field.Words("text", "Text") { Required = true, Value = "typed" }])
    {
        Args = new Dictionary<string, string> { ["n"] = "12" },
        Opener = new("Open", "idea.open", new Dictionary<string, string>()),
    };

    private static readonly Card Rich = new("Title", "In short", [new Element.Paragraph("Body"), new Element.Divider(), new Element.Paragraph("End")]);

    private TeamsHost host = null!;

    public async ValueTask InitializeAsync() => host = await TeamsHost.Start();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_message_is_answered_in_its_thread_by_a_card_without_text_beside_it()
    {
        host.Bot.Always(new Reply.Show(Rich));
        Assert.Equal(default, await Answer(Sample.InChannel("help")));
        var call = await host.Microsoft.Next(TestContext.Current.CancellationToken);
        // The conversation id alone decides on the thread; a replyToId would not.
        Assert.Equal(("POST", ChannelSend), (call.Method, call.Address.AbsolutePath));
        Assert.Equal("Bearer bot-token-1", call.Authorization);
        Assert.Equal("application/json; charset=utf-8", call.ContentType);
        Assert.Equal("In short", call.Json.GetProperty("summary").GetString());
        Assert.False(call.Json.TryGetProperty("text", out _));
        Assert.Equal("AdaptiveCard", Content(call).GetProperty("type").GetString());
    }

    [Fact]
    public async Task What_is_delivered_twice_is_answered_once()
    {
        var (first, next) = (Sample.Message("help"), Sample.Message("help"));
        next["id"] = "another";
        host.Bot.Always(Reply.Say("once"));
        await Answer(first);
        Assert.Contains("once", (await host.Microsoft.Next(TestContext.Current.CancellationToken)).Body, StringComparison.Ordinal);
        await Answer(first);
        host.Bot.Always(Reply.Say("another"));
        await Answer(next);
        Assert.Contains("another", (await host.Microsoft.Next(TestContext.Current.CancellationToken)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_filled_in_on_the_spot_in_a_personal_chat_and_behind_a_button_elsewhere()
    {
        host.Bot.Always(new Reply.Open(Idea));
        await Answer(Sample.Message("help"));
        var inline = await host.Microsoft.Next(TestContext.Current.CancellationToken);
        Assert.Contains("Input.Text", inline.Body, StringComparison.Ordinal);
        Assert.Contains("Action.Execute", inline.Body, StringComparison.Ordinal);

        await Answer(Sample.InChannel("help"));
        var opener = await host.Microsoft.Next(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Input.Text", opener.Body, StringComparison.Ordinal);
        Assert.Contains("task/fetch", opener.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_is_answered_in_plain_words_where_words_are_all()
    {
        host.Bot.Always(Reply.Say("Your vote <counts> & *stays*."));
        var answer = await Answer(Sample.Execute(Sample.Pressed("vote")));
        Assert.Equal(200, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal("application/vnd.microsoft.activity.message", answer.GetProperty("type").GetString());
        Assert.Equal("Your vote <counts> & *stays*.", answer.GetProperty("value").GetString());
        Assert.Empty(host.Microsoft.All());
    }

    [Fact]
    public async Task A_press_that_needs_no_answer_gets_an_empty_one()
    {
        var answer = await Answer(Sample.Execute(Sample.Pressed("vote")));
        Assert.Equal(("application/vnd.microsoft.activity.message", ""), (answer.GetProperty("type").GetString(), answer.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task A_press_with_a_richer_answer_is_told_in_short_and_sent_the_card()
    {
        host.Bot.Always(new Reply.Show(Rich));
        var answer = await Answer(Sample.Execute(Sample.Pressed("vote"), "channel"));
        Assert.Equal("In short", answer.GetProperty("value").GetString());
        Assert.Equal(ChannelSend, (await host.Microsoft.Next(TestContext.Current.CancellationToken)).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_form_sent_from_a_card_is_replaced_by_what_came_of_it()
    {
        host.Bot.Always(new Reply.Show(Rich));
        var answer = await Answer(Sample.Execute(Sample.Sent("idea", ("text", "x"))));
        Assert.Equal("application/vnd.microsoft.card.adaptive", answer.GetProperty("type").GetString());
        Assert.Equal("Title", answer.GetProperty("value").GetProperty("body")[0].GetProperty("text").GetString());
        Assert.Empty(host.Microsoft.All());
    }

    [Fact]
    public async Task A_form_to_be_mended_comes_back_with_what_was_typed()
    {
        host.Bot.Always(new Reply.Correct(Idea, new Dictionary<string, Text> { ["text"] = "Too short", ["?"] = "Not now" }));
        var inline = (await Answer(Sample.Execute(Sample.Sent("idea", ("text", "typed"))))).GetProperty("value");
        var dialog = (await Answer(Sample.Task("submit", Sample.Sent("idea", ("text", "typed"))))).GetProperty("task");
        Assert.Equal("continue", dialog.GetProperty("type").GetString());
        foreach (var card in new[] { inline, dialog.GetProperty("value").GetProperty("card").GetProperty("content") })
        {
            var body = card.GetProperty("body").EnumerateArray().ToArray();
            var input = Array.FindIndex(body, e => e.GetProperty("type").GetString() == "Input.Text");
            Assert.Equal("typed", body[input].GetProperty("value").GetString());
            Assert.Contains("Too short", body[input - 1].GetRawText(), StringComparison.Ordinal);
            Assert.Contains("Not now", body[input - 2].GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_dialog_opens_with_a_form_that_is_sent_from_it()
    {
        host.Bot.Always(new Reply.Open(Idea));
        var value = (await Answer(Sample.Task("fetch", Sample.Pressed("idea.open")))).GetProperty("task").GetProperty("value");
        Assert.Equal("New idea", value.GetProperty("title").GetString());
        var attachment = value.GetProperty("card");
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment.GetProperty("contentType").GetString());
        var action = attachment.GetProperty("content").GetProperty("body").EnumerateArray().Last().GetProperty("actions")[0];
        Assert.Equal("Action.Submit", action.GetProperty("type").GetString());
        Assert.Equal("""{"f":"idea","args":{"n":"12"}}""", action.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_dialog_says_words_shows_cards_and_closes()
    {
        host.Bot.Always(Reply.Say("Sent."));
        var words = (await Answer(Sample.Task("submit", Sample.Sent("idea")))).GetProperty("task");
        Assert.Equal(("message", "Sent."), (words.GetProperty("type").GetString(), words.GetProperty("value").GetString()));

        var button = new Button("More", "idea.open", new Dictionary<string, string>()) { OpensForm = true };
        host.Bot.Always(new Reply.Show(Rich with { Elements = [.. Rich.Elements, new Element.Buttons([button])] }));
        var card = await Answer(Sample.Task("submit", Sample.Sent("idea")));
        Assert.Equal("Title", card.GetProperty("task").GetProperty("value").GetProperty("title").GetString());
        // Within a dialog there is neither Action.Execute nor a second dialog.
        Assert.DoesNotContain("Action.Execute", card.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("task/fetch", card.GetRawText(), StringComparison.Ordinal);

        host.Bot.Always(Reply.None);
        Assert.Equal(default, await Answer(Sample.Task("submit", Sample.Sent("idea"))));
    }

    [Fact]
    public async Task An_answer_is_in_the_persons_language_unless_a_better_one_is_known()
    {
        host.Bot.Always(Reply.Say(Text.Say("teams.opener")));
        var french = Sample.Execute(Sample.Pressed("vote"));
        french["locale"] = "en-US";
        french["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "fr-CA" });
        Assert.StartsWith("Appuyez", (await Answer(french)).GetProperty("value").GetString(), StringComparison.Ordinal);
        host.Bot.Always(Reply.Say(Text.Say("teams.opener")) with { Language = "es" });
        Assert.StartsWith("Pulse", (await Answer(french)).GetProperty("value").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_who_arrives_is_greeted_and_one_who_leaves_is_not()
    {
        host.Bot.Always(Reply.Say("Hello"));
        var leaves = Sample.Message(null);
        leaves["type"] = "installationUpdate";
        leaves["action"] = "remove";
        await Answer(leaves);
        Assert.IsType<Request.Removed>(host.Bot.Last);
        leaves["action"] = "add";
        await Answer(leaves);
        Assert.IsType<Request.Arrived>(host.Bot.Last);
        Assert.Equal("/emea/t1/v3/conversations/a%3Apc-alice/activities", (await host.Microsoft.Next(TestContext.Current.CancellationToken)).Address.AbsolutePath);
        Assert.Empty(host.Microsoft.All());
    }

    private static JsonElement Content(Call call) => call.Json.GetProperty("attachments")[0].GetProperty("content");

    private async Task<JsonElement> Answer(JsonObject activity)
    {
        using var response = await host.Post(activity.ToJsonString());
        Assert.Equal(200, (int)response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement;
    }
}
