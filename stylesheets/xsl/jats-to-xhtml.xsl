<?xml version="1.0" encoding="UTF-8"?>
<!--
  Shows a JATS article by itself, in a browser or with xsltproc (XSLT 1.0):

      xsltproc jats-to-xhtml.xsl issue.jats.xml > issue.xhtml

  What it makes has the structure and classes of Gazette's own XHTML, so that bulletin.css sets it. A
  collection is a bulletin, its sub-articles are the articles; an article by itself is both.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xlink="http://www.w3.org/1999/xlink"
    xmlns:mml="http://www.w3.org/1998/Math/MathML"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="xlink mml">

  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="no"
      doctype-system="about:legacy-compat"/>
  <xsl:strip-space elements="article sub-article front front-stub article-meta journal-meta body sec
      list list-item def-list def-item table thead tbody tr contrib-group contrib fig table-wrap
      boxed-text title-group history date permissions article-categories subj-group kwd-group
      custom-meta-group custom-meta disp-quote def fn"/>

  <!-- Where the stylesheet is; the empty string for none. -->
  <xsl:param name="css" select="'bulletin.css'"/>

  <!-- The document -->

  <xsl:template match="/">
    <xsl:variable name="language" select="*/@xml:lang"/>
    <html>
      <xsl:if test="$language and $language != 'und'">
        <xsl:attribute name="lang"><xsl:value-of select="$language"/></xsl:attribute>
        <xsl:attribute name="xml:lang"><xsl:value-of select="$language"/></xsl:attribute>
      </xsl:if>
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>
          <xsl:choose>
            <xsl:when test="string(*/front//article-title)">
              <xsl:value-of select="normalize-space(*/front//article-title)"/>
            </xsl:when>
            <xsl:otherwise>—</xsl:otherwise>
          </xsl:choose>
        </title>
        <xsl:if test="$css != ''"><link rel="stylesheet" type="text/css" href="{$css}"/></xsl:if>
      </head>
      <body><main><xsl:apply-templates/></main></body>
    </html>
  </xsl:template>

  <!-- Bulletins: a collection, with the collections behind its articles beside it. -->

  <xsl:template match="article[@article-type='collection'] | sub-article[@article-type='collection']">
    <section class="bulletin">
      <xsl:call-template name="language"/>
      <header>
        <xsl:call-template name="titles">
          <xsl:with-param name="level" select="1"/>
          <xsl:with-param name="front" select="front | front-stub"/>
        </xsl:call-template>
        <xsl:call-template name="facts">
          <xsl:with-param name="front" select="front | front-stub"/>
          <xsl:with-param name="dates" select="true()"/>
        </xsl:call-template>
      </header>
      <xsl:apply-templates select="body"/>
      <xsl:apply-templates select="sub-article[not(@article-type='collection')]"/>
      <xsl:variable name="meta" select="front/article-meta | front-stub"/>
      <xsl:variable name="lists"
          select="$meta/custom-meta-group/custom-meta[starts-with(meta-name, 'distribution')]"/>
      <xsl:if test="$meta/contrib-group/contrib or $lists">
        <footer class="credits">
          <xsl:for-each select="$meta/contrib-group/contrib">
            <p><xsl:apply-templates select="."/></p>
          </xsl:for-each>
          <xsl:for-each select="$lists">
            <p class="distribution"><xsl:apply-templates select="meta-value/node()"/></p>
          </xsl:for-each>
        </footer>
      </xsl:if>
    </section>
    <xsl:apply-templates select="sub-article[@article-type='collection']"/>
  </xsl:template>

  <!-- Articles; the first one of a section brings the section's title. -->

  <xsl:template match="article | sub-article">
    <xsl:variable name="section"
        select="string(front-stub/article-categories/subj-group[@subj-group-type='section']/subject)"/>
    <xsl:variable name="before"
        select="string(preceding-sibling::sub-article[1]/front-stub/article-categories/subj-group[@subj-group-type='section']/subject)"/>
    <xsl:if test="$section != '' and $section != $before">
      <h2 class="section-title"><xsl:value-of select="$section"/></h2>
    </xsl:if>
    <article>
      <xsl:call-template name="id"/>
      <xsl:call-template name="language"/>
      <xsl:variable name="front" select="front | front-stub"/>
      <header>
        <xsl:call-template name="titles">
          <xsl:with-param name="level">
            <xsl:choose>
              <xsl:when test="$section != ''">3</xsl:when>
              <xsl:otherwise>2</xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
          <xsl:with-param name="front" select="$front"/>
        </xsl:call-template>
        <xsl:call-template name="facts">
          <xsl:with-param name="front" select="$front"/>
        </xsl:call-template>
        <xsl:for-each select="$front/abstract | $front/article-meta/abstract">
          <div class="abstract"><xsl:apply-templates/></div>
        </xsl:for-each>
      </header>
      <div class="body">
        <xsl:apply-templates select="body"/>
        <xsl:apply-templates select="back/* | floats-group/*"/>
      </div>
      <xsl:variable name="meta" select="$front[self::front-stub] | $front/article-meta"/>
      <xsl:variable name="people" select="$meta/contrib-group/contrib"/>
      <xsl:variable name="dates" select="$meta/pub-date | $meta/history/date"/>
      <xsl:if test="$people or $dates">
        <footer class="signoff">
          <xsl:for-each select="$people">
            <xsl:apply-templates select="."/>
            <xsl:text> </xsl:text>
          </xsl:for-each>
          <xsl:apply-templates select="$dates"/>
        </footer>
      </xsl:if>
    </article>
    <xsl:apply-templates select="sub-article"/>
  </xsl:template>

  <xsl:template name="titles">
    <xsl:param name="level"/>
    <xsl:param name="front"/>
    <xsl:variable name="group"
        select="$front/title-group | $front/article-meta/title-group"/>
    <xsl:for-each select="$group/alt-title[@alt-title-type='kicker']">
      <p class="kicker"><xsl:apply-templates/></p>
    </xsl:for-each>
    <xsl:if test="$group/article-title">
      <xsl:element name="h{$level}">
        <xsl:attribute name="class">title</xsl:attribute>
        <xsl:apply-templates select="$group/article-title/node()"/>
      </xsl:element>
    </xsl:if>
    <xsl:for-each select="$group/subtitle">
      <p class="subtitle"><xsl:apply-templates/></p>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="facts">
    <xsl:param name="front"/>
    <xsl:param name="dates" select="false()"/>
    <xsl:variable name="meta" select="$front[self::front-stub] | $front/article-meta"/>
    <xsl:variable name="facts" select="
        $front/journal-meta/publisher/publisher-name | $front/journal-meta/issn
        | $front/journal-meta/journal-id
        | $meta/article-id | $meta/volume | $meta/issue | $meta/kwd-group/kwd
        | $meta/article-categories/subj-group[not(@subj-group-type='section')]/subject
        | $meta/permissions/copyright-statement | $meta/permissions/license
        | $meta/custom-meta-group/custom-meta[not(starts-with(meta-name, 'distribution'))
            and not(starts-with(meta-name, 'date-wording'))]"/>
    <xsl:variable name="when" select="($meta/pub-date | $meta/history/date)[$dates]"/>
    <xsl:if test="$facts or $when">
      <ul class="facts">
        <xsl:for-each select="$facts">
          <li data-field="{local-name()}">
            <xsl:choose>
              <xsl:when test="self::custom-meta">
                <xsl:attribute name="data-field"><xsl:value-of select="meta-name"/></xsl:attribute>
                <xsl:apply-templates select="meta-value/node()"/>
              </xsl:when>
              <xsl:when test="self::license"><xsl:value-of select="normalize-space(.)"/></xsl:when>
              <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
            </xsl:choose>
          </li>
        </xsl:for-each>
        <xsl:for-each select="$when"><li data-field="date"><xsl:apply-templates select="."/></li></xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template match="contrib">
    <span class="contributor">
      <xsl:if test="role">
        <span class="label"><xsl:value-of select="role"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="name[@name-style='eastern']">
          <xsl:value-of select="name/surname"/><xsl:value-of select="name/given-names"/>
        </xsl:when>
        <xsl:when test="name">
          <xsl:value-of select="normalize-space(concat(name/given-names, ' ', name/surname))"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="collab/node() | string-name/node() | name-alternatives/*[1]/node()"/>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- A date in the words of its source, else in ISO form. -->
  <xsl:template match="pub-date | date">
    <time class="date">
      <xsl:if test="@iso-8601-date">
        <xsl:attribute name="datetime"><xsl:value-of select="@iso-8601-date"/></xsl:attribute>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="string-date"><xsl:value-of select="string-date"/></xsl:when>
        <xsl:when test="@iso-8601-date"><xsl:value-of select="@iso-8601-date"/></xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="year"/>
          <xsl:if test="month">-<xsl:value-of select="month"/></xsl:if>
          <xsl:if test="day">-<xsl:value-of select="day"/></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </time>
  </xsl:template>

  <!-- Blocks -->

  <xsl:template match="body"><xsl:apply-templates/></xsl:template>

  <xsl:template match="sec"><xsl:apply-templates/></xsl:template>

  <!-- A section's title comes below its article's. -->
  <xsl:template match="sec/title">
    <xsl:variable name="base">
      <xsl:choose>
        <xsl:when test="ancestor::sub-article[1]/front-stub/article-categories/subj-group[@subj-group-type='section']">3</xsl:when>
        <xsl:otherwise>2</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="depth"
        select="$base + count(ancestor::sec) - count(ancestor::*[self::article or self::sub-article][1]/ancestor::sec)"/>
    <xsl:variable name="level">
      <xsl:choose>
        <xsl:when test="$depth &gt; 6">6</xsl:when>
        <xsl:otherwise><xsl:value-of select="$depth"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="h{$level}">
      <xsl:if test="../@id">
        <xsl:attribute name="id"><xsl:value-of select="../@id"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A paragraph may hold blocks in JATS, but not in XHTML: one that is only made of them is not shown. -->
  <xsl:template match="p[@content-type='thematic-break']" priority="2"><hr/></xsl:template>
  <xsl:template match="p[@content-type='sign-off']" priority="2">
    <p class="signoff-text"><xsl:call-template name="id"/><xsl:apply-templates/></p>
  </xsl:template>
  <xsl:template match="p[disp-quote or fn or list or def-list or table-wrap or fig or boxed-text or preformat or disp-formula]" priority="1">
    <div class="paragraph"><xsl:call-template name="id"/><xsl:apply-templates/></div>
  </xsl:template>
  <xsl:template match="p"><p><xsl:call-template name="id"/><xsl:apply-templates/></p></xsl:template>

  <xsl:template match="list">
    <xsl:choose>
      <xsl:when test="@list-type='order' or starts-with(@list-type, 'alpha') or starts-with(@list-type, 'roman')">
        <ol><xsl:call-template name="id"/><xsl:apply-templates/></ol>
      </xsl:when>
      <xsl:otherwise><ul><xsl:call-template name="id"/><xsl:apply-templates/></ul></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="list-item">
    <li>
      <xsl:call-template name="id"/>
      <xsl:call-template name="label"/>
      <xsl:apply-templates/>
    </li>
  </xsl:template>
  <xsl:template match="def-list"><dl><xsl:call-template name="id"/><xsl:apply-templates/></dl></xsl:template>
  <xsl:template match="def-item"><xsl:apply-templates/></xsl:template>
  <xsl:template match="term"><dt><xsl:apply-templates/></dt></xsl:template>
  <xsl:template match="def"><dd><xsl:apply-templates/></dd></xsl:template>
  <xsl:template match="disp-quote"><blockquote><xsl:apply-templates/></blockquote></xsl:template>
  <xsl:template match="preformat | code"><pre><xsl:apply-templates/></pre></xsl:template>

  <xsl:template match="table-wrap"><xsl:apply-templates select="table | graphic"/></xsl:template>
  <xsl:template match="table">
    <table>
      <xsl:for-each select="parent::table-wrap">
        <xsl:call-template name="id"/>
        <xsl:call-template name="label"/>
        <xsl:if test="caption"><caption><xsl:apply-templates select="caption"/></caption></xsl:if>
      </xsl:for-each>
      <xsl:apply-templates/>
    </table>
  </xsl:template>
  <xsl:template match="thead | tbody | tfoot | tr | th | td">
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="self::tbody and processing-instruction('gazette')">tfoot</xsl:when>
        <xsl:otherwise><xsl:value-of select="local-name()"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:copy-of select="@colspan | @rowspan"/>
      <xsl:if test="@align">
        <xsl:attribute name="data-align"><xsl:value-of select="@align"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="fig">
    <figure>
      <xsl:call-template name="id"/>
      <xsl:call-template name="label"/>
      <xsl:if test="caption"><figcaption><xsl:apply-templates select="caption"/></figcaption></xsl:if>
      <xsl:apply-templates select="*[not(self::caption)]"/>
    </figure>
  </xsl:template>
  <xsl:template match="caption"><xsl:apply-templates/></xsl:template>
  <xsl:template match="caption/title"><xsl:apply-templates/></xsl:template>

  <xsl:template match="fn">
    <aside class="note" role="doc-footnote" data-type="footnote">
      <xsl:call-template name="id"/>
      <xsl:call-template name="label"/>
      <xsl:apply-templates/>
    </aside>
  </xsl:template>
  <xsl:template match="boxed-text[@content-type='attachments']" priority="1">
    <div class="attachments"><xsl:apply-templates/></div>
  </xsl:template>
  <xsl:template match="boxed-text">
    <aside class="note" role="note" data-type="{@content-type}">
      <xsl:call-template name="id"/>
      <xsl:call-template name="label"/>
      <xsl:apply-templates/>
    </aside>
  </xsl:template>

  <!-- Inlines -->

  <xsl:template match="italic"><em><xsl:apply-templates/></em></xsl:template>
  <xsl:template match="bold"><strong><xsl:apply-templates/></strong></xsl:template>
  <xsl:template match="underline"><u><xsl:apply-templates/></u></xsl:template>
  <xsl:template match="strike"><s><xsl:apply-templates/></s></xsl:template>
  <xsl:template match="sup"><sup><xsl:apply-templates/></sup></xsl:template>
  <xsl:template match="sub"><sub><xsl:apply-templates/></sub></xsl:template>
  <xsl:template match="monospace"><code><xsl:apply-templates/></code></xsl:template>
  <xsl:template match="break"><br/></xsl:template>
  <xsl:template match="ext-link | uri | self-uri">
    <a href="{@xlink:href}">
      <xsl:if test="@xlink:title">
        <xsl:attribute name="title"><xsl:value-of select="@xlink:title"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates/>
    </a>
  </xsl:template>
  <xsl:template match="xref">
    <a href="#{@rid}">
      <xsl:if test="@ref-type='fn'"><xsl:attribute name="class">noteref</xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </a>
  </xsl:template>
  <xsl:template match="named-content[@content-type='ruby']" priority="1">
    <ruby><xsl:apply-templates/></ruby>
  </xsl:template>
  <xsl:template match="named-content[@content-type='ruby-text']" priority="1">
    <rt><xsl:apply-templates/></rt>
  </xsl:template>
  <xsl:template match="ruby | rb | rt | rp">
    <xsl:element name="{local-name()}"><xsl:apply-templates/></xsl:element>
  </xsl:template>
  <xsl:template match="named-content | styled-content">
    <span><xsl:call-template name="id"/><xsl:call-template name="language"/><xsl:apply-templates/></span>
  </xsl:template>
  <xsl:template match="graphic | inline-graphic">
    <img src="{@xlink:href}" alt="{alt-text}"/>
  </xsl:template>
  <xsl:template match="inline-formula | disp-formula">
    <span class="formula"><xsl:apply-templates/></span>
  </xsl:template>
  <!-- MathML without a prefix, for parsers of HTML. -->
  <xsl:template match="mml:*">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- Labels are attributes, which the stylesheet shows. -->
  <xsl:template match="label | alt-text"/>
  <xsl:template name="label">
    <xsl:if test="label">
      <xsl:attribute name="data-label"><xsl:value-of select="label"/></xsl:attribute>
    </xsl:if>
  </xsl:template>
  <xsl:template name="id">
    <xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
  </xsl:template>
  <xsl:template name="language">
    <xsl:if test="@xml:lang and @xml:lang != 'und'">
      <xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Fronts and what is shown elsewhere. -->
  <xsl:template match="front | front-stub"/>
</xsl:stylesheet>
