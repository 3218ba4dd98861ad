using BotPartner.Core.Digests;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Tests.Core.Digests;

/// <summary>When the digest is to come, as people type it.</summary>
public sealed class WeeklyWordsSpecs
{
    private static readonly WeeklyWords Reads = new(Texts.Load());

    [Theory]
    [InlineData("weekly MON 09:00", "1T09:00")]
    [InlineData("weekly on Friday at 5 pm", "5T17:00")]
    [InlineData("fri 17.30", "5T17:30")]
    [InlineData("17.30 fri", "5T17:30")]
    [InlineData("every wednesday at 12:15am", "3T00:15")]
    [InlineData("sundays, 12 p.m.", "7T12:00")]
    [InlineData("lundi 9h", "1T09:00")]
    [InlineData("tous les mardis à 18h45", "2T18:45")]
    [InlineData("chaque vendredi à 8 heures", "5T08:00")]
    [InlineData("SAMEDI 7H05", "6T07:05")]
    [InlineData("miércoles 9", "3T09:00")]
    [InlineData("cada sábado a las 8:00", "6T08:00")]
    [InlineData("los jueves a las 7 p.m.", "4T19:00")]
    [InlineData("dom 00:00", "7T00:00")]
    [InlineData("thursday", "4T10:10")]
    [InlineData("weekly 14:00", "2T14:00")]
    public void A_weekday_and_an_hour_are_read_in_any_language(string typed, string wire)
    {
        var read = Reads.Read(typed, new(IsoDayOfWeek.Tuesday, new(10, 10)));
        Assert.Equal(wire, read?.ToString());
        Assert.Equal(read, Weekly.Parse(wire));
    }

    [Theory]
    [InlineData("")]
    [InlineData("weekly")]
    [InlineData("someday 9:00")]
    [InlineData("mon 25:00")]
    [InlineData("mon 9:60")]
    [InlineData("mon 13 pm")]
    [InlineData("mon tue 9:00")]
    [InlineData("mo 9:00")]
    [InlineData("mon 9:00 10:00")]
    [InlineData("monday 99999999999999")]
    public void What_is_no_such_time_is_not_guessed(string typed) => Assert.Null(Reads.Read(typed, Weekly.Usual));

    [Theory]
    [InlineData("off", false)]
    [InlineData("arrêter", false)]
    [InlineData("Parar.", false)]
    [InlineData("on", true)]
    [InlineData("reprendre", true)]
    [InlineData("sí", true)]
    [InlineData("monday", null)]
    public void Off_and_on_are_words_of_each_language(string typed, bool? wish) => Assert.Equal(wish, Reads.Wish(typed));

    [Theory]
    [InlineData("8T09:00")]
    [InlineData("1T24:00")]
    [InlineData("1T9:00")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_written_as_a_time_is_none(string? wire) => Assert.Null(Weekly.Parse(wire));
}
