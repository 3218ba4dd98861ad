using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Core.Tensions;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>What people type about the protocol is read, in any language and any order.</summary>
public sealed class AgreeWordsSpecs
{
    private static readonly AgreeWords Said = new(Texts.Load());

    [Theory]
    [InlineData("mon-fri", "1,2,3,4,5")]
    [InlineData("Monday – Friday", "1,2,3,4,5")]
    [InlineData("du lundi au vendredi", "1,2,3,4,5")]
    [InlineData("de lunes a viernes", "1,2,3,4,5")]
    [InlineData("Sun to Wed, and Sat", "1,2,3,6,7")]
    [InlineData("fri-mon", "1,5,6,7")]
    [InlineData("MIÉRCOLES", "3")]
    [InlineData("dim.; lun.", "1,7")]
    [InlineData("7", "7")]
    [InlineData("1,2,3", "1,2,3")]
    [InlineData("mon-mon", "1")]
    [InlineData("\u200fmon-fri\u200f", "1,2,3,4,5")]
    [InlineData("", null)]
    [InlineData("mon-", null)]
    [InlineData("-fri", null)]
    [InlineData("mon--fri", null)]
    [InlineData("8", null)]
    [InlineData("mon, funday", null)]
    [InlineData("and", null)]
    public void Days_of_a_week(string typed, string? days) => Assert.Equal(days, Said.Week(typed) is { } week ? string.Join(',', week) : null);

    [Theory]
    [InlineData("9-17", 9, 17)]
    [InlineData("0-24", 0, 24)]
    [InlineData("23-24", 23, 24)]
    [InlineData("8:00 – 16:00", 8, 16)]
    [InlineData("de 8h à 16h", 8, 16)]
    [InlineData("de 8 a 16 h", 8, 16)]
    [InlineData("9 am to 5 pm", 9, 17)]
    [InlineData("12am-12am", 0, 24)]
    [InlineData("12pm-1pm", 12, 13)]
    [InlineData("\u200f9-17", 9, 17)]
    public void Whole_hours_of_a_day(string typed, int from, int until) => Assert.Equal((from, until), AgreeWords.Hours(typed));

    [Theory]
    [InlineData("17-9")]
    [InlineData("9-9")]
    [InlineData("24-24")]
    [InlineData("0-25")]
    [InlineData("9:30-17")]
    [InlineData("9-5pm")]
    [InlineData("13pm-14pm")]
    [InlineData("0pm-5pm")]
    [InlineData("9")]
    [InlineData("-9-17")]
    [InlineData("٩-١٧")]
    [InlineData("999999999999-17")]
    [InlineData("nine to five")]
    public void Anything_else_is_no_hours(string typed) => Assert.Null(AgreeWords.Hours(typed));

    [Theory]
    [InlineData("7", 7)]
    [InlineData("7 days", 7)]
    [InlineData("7j", 7)]
    [InlineData("7 días hábiles", 7)]
    [InlineData("\u200f180 days\u200f", 180)]
    [InlineData("", null)]
    [InlineData("days", null)]
    [InlineData("7 weeks", null)]
    [InlineData("-7", null)]
    [InlineData("7.5", null)]
    [InlineData("99999999999999999999", null)]
    public void Numbers_of_days(string typed, int? days) => Assert.Equal(days, Said.Days(typed));

    [Fact]
    public void No_two_parts_of_the_protocol_share_a_word_in_any_language()
    {
        var texts = Texts.Load();
        var words = from id in AgreedFields.All.Select(f => f.Id).Concat(["guide", "usual"])
                    from word in Texts.Languages.SelectMany(l => texts.Raw($"protocol.words.{id}", l).Split('|')).Select(Words.Fold).Distinct()
                    select (id, word);
        Assert.All(words.GroupBy(w => w.word), g => Assert.Single(g));
        var days = from day in Enumerable.Range(1, 7)
                   from word in Texts.Languages.SelectMany(l => texts.Raw($"protocol.words.day.{day}", l).Split('|')).Select(Words.Fold).Distinct()
                   select (day, word);
        Assert.All(days.GroupBy(w => w.word), g => Assert.Single(g));
    }
}
