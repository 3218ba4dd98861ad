using System.Text.Json;

namespace BotPartner.Tests.Slack;

/// <summary>Slack's limits on what is rendered, counted in UTF-16 units.</summary>
internal static class BlockLint
{
    public static void Check(JsonElement message, int mostBlocks)
    {
        Assert.InRange(message.GetProperty("text").GetString()!.Length, 1, 4000);
        Blocks(message.GetProperty("blocks"), mostBlocks);
    }

    public static void CheckView(JsonElement view)
    {
        Assert.Equal("modal", view.GetProperty("type").GetString());
        Text(view.GetProperty("title"), 24);
        Text(view.GetProperty("close"), 24);
        var inputs = view.GetProperty("blocks").EnumerateArray().Any(b => b.GetProperty("type").GetString() == "input");
        if (view.TryGetProperty("submit", out var submit))
        {
            Text(submit, 24);
        }
        else
        {
            Assert.False(inputs, "inputs need a submit");
        }

        Assert.InRange(view.GetProperty("private_metadata").GetString()!.Length, 0, 3000);
        Assert.InRange(view.GetProperty("callback_id").GetString()!.Length, 1, 255);
        Assert.InRange(view.GetRawText().Length, 1, 250_000);
        Blocks(view.GetProperty("blocks"), 100);
    }

    /// <summary>The app's home.</summary>
    public static void Home(JsonElement view)
    {
        Assert.Equal("home", view.GetProperty("type").GetString());
        Assert.False(view.TryGetProperty("title", out _));
        Assert.InRange(view.GetProperty("private_metadata").GetString()!.Length, 0, 3000);
        Assert.InRange(view.GetRawText().Length, 1, 250_000);
        Blocks(view.GetProperty("blocks"), 100);
    }

    private static void Blocks(JsonElement blocks, int most)
    {
        Assert.InRange(blocks.GetArrayLength(), 1, most);
        var ids = blocks.EnumerateArray().Select(b => b.GetProperty("block_id").GetString()).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        var total = blocks.EnumerateArray().Sum(Block);
        if (blocks.EnumerateArray().All(b => b.GetProperty("type").GetString() != "input"))
        {
            Assert.InRange(total, 0, 10_000);
        }
    }

    private static int Block(JsonElement block) => block.GetProperty("type").GetString() switch
    {
        "header" => Text(block.GetProperty("text"), 150, "plain_text"),
        "section" when block.TryGetProperty("fields", out var fields) => Sum(fields, 10, f => Text(f, 2000)),
        "section" => Text(block.GetProperty("text"), 3000),
        "context" => Sum(block.GetProperty("elements"), 10, e => Text(e, 3000)),
        "actions" => Actions(block.GetProperty("elements")),
        "divider" => 0,
        "input" => Input(block),
        var other => throw new InvalidOperationException(other),
    };

    private static int Sum(JsonElement array, int most, Func<JsonElement, int> each)
    {
        Assert.InRange(array.GetArrayLength(), 1, most);
        return array.EnumerateArray().Sum(each);
    }

    private static int Actions(JsonElement elements)
    {
        var ids = elements.EnumerateArray().Select(e => e.GetProperty("action_id").GetString()).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        return Sum(elements, 25, e =>
        {
            Assert.InRange(e.GetProperty("action_id").GetString()!.Length, 1, 255);
            Assert.InRange(e.GetProperty("value").GetString()!.Length, 1, 2000);
            Assert.InRange(e.TryGetProperty("accessibility_label", out var label) ? label.GetString()!.Length : 1, 1, 75);
            return Text(e.GetProperty("text"), 75, "plain_text");
        });
    }

    private static int Input(JsonElement block)
    {
        Text(block.GetProperty("label"), 2000, "plain_text");
        if (block.TryGetProperty("hint", out var hint))
        {
            Text(hint, 2000, "plain_text");
        }

        var element = block.GetProperty("element");
        if (element.GetProperty("type").GetString() == "static_select")
        {
            Sum(element.GetProperty("options"), 100, Option);
            if (element.TryGetProperty("initial_option", out var initial))
            {
                Assert.Contains(element.GetProperty("options").EnumerateArray(), o => o.GetRawText() == initial.GetRawText());
            }
        }
        else if (element.GetProperty("type").GetString() is "checkboxes" or "multi_static_select")
        {
            Sum(element.GetProperty("options"), element.GetProperty("type").GetString() == "checkboxes" ? 10 : 100, Option);
            if (element.TryGetProperty("initial_options", out var initial))
            {
                Assert.NotEqual(0, initial.GetArrayLength());
                Assert.All(initial.EnumerateArray(), i => Assert.Contains(element.GetProperty("options").EnumerateArray(), o => o.GetRawText() == i.GetRawText()));
            }
        }
        else
        {
            var most = element.GetProperty("max_length").GetInt32();
            Assert.InRange(most, 1, 3000);
            Assert.InRange(element.TryGetProperty("initial_value", out var value) ? value.GetString()!.Length : 0, 0, most);
        }

        return 0;
    }

    private static int Option(JsonElement option)
    {
        Assert.InRange(option.GetProperty("value").GetString()!.Length, 1, 75);
        return Text(option.GetProperty("text"), 75, "plain_text");
    }

    private static int Text(JsonElement text, int most, string? type = null)
    {
        var value = text.GetProperty("text").GetString()!;
        Assert.InRange(value.Length, 1, most);
        Assert.DoesNotContain('\u202e', value);
        Assert.Equal(type ?? text.GetProperty("type").GetString(), text.GetProperty("type").GetString());
        if (text.GetProperty("type").GetString() == "mrkdwn")
        {
            Assert.True(text.GetProperty("verbatim").GetBoolean());
            Assert.DoesNotContain("<!", value, StringComparison.Ordinal);
        }

        return value.Length;
    }
}
